import type { Kind } from './kinds.ts'

/** An event that was taken in. */
export interface MiEvent {
  eventId: string
  kind: Kind
  /** Instant on the environment's clock. */
  receivedAt: number
  body: Record<string, unknown>
}

export interface MiState {
  events: MiEvent[]
}

export const createState = (): MiState => ({ events: [] })
