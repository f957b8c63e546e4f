import type { Environment } from '../../kit/environment.ts'
import { Refusal } from '../../kit/refusal.ts'
import { checkDocument } from './check-document.ts'
import { keepDocument } from './keep-document.ts'
import type { PathologyState, StoredDocument, StoredEvent } from './state.ts'

/** What laboratories send, and what there is to see of it. */
export const controls = {
  /** A laboratory sends a document. Gives its id in the store, and the event that is told of it; bringing that to anybody is the caller's business. */
  send(state: PathologyState, { bundle }: { bundle: Record<string, unknown> }, environment: Environment): { id: string; event: StoredEvent } {
    try {
      const { document, event } = keepDocument(state, checkDocument(bundle), environment)
      return { id: document.id, event }
    } catch (error) {
      if (error instanceof Refusal) throw new Error(`Failed to send a document: the service refuses it (${error.violation?.detail ?? 'no reason'}). Send one that it takes.`, { cause: error })
      throw error
    }
  },
  /** The documents about somebody, oldest first. */
  listDocuments: (state: PathologyState, { nhsNumber }: { nhsNumber?: string } = {}): StoredDocument[] => [...state.documents.values()].filter((each) => nhsNumber === undefined || each.nhsNumber === nhsNumber),
  /** The events about somebody, oldest first. */
  listEvents: (state: PathologyState, { nhsNumber }: { nhsNumber?: string } = {}): StoredEvent[] => state.events.filter(({ subject }) => nhsNumber === undefined || subject === nhsNumber),
}
