import type { Kind } from './kinds.ts'
import type { MiEvent, MiState } from './state.ts'

/** What NHS England sees of the events. */
export const controls = {
  /** The events taken in, oldest first. All conditions given must hold. */
  listEvents(state: MiState, { kind, conversationId }: { kind?: Kind; conversationId?: string } = {}): MiEvent[] {
    return state.events.filter((event) => (kind === undefined || event.kind === kind) && (conversationId === undefined || event.body.conversationId === conversationId))
  },
}
