import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** Management information about a registration that is not with NHS England yet. */
export interface WaitingEvent {
  /** As the API's paths name it: registrations, transfer-compatibility-statuses, errors. */
  kind: string
  /** Ties the events of one registration together. */
  conversation: string
  state: 'pending' | 'refused' | (string & {})
  problem?: string
}

/** Management information about registrations. */
export interface RegistrationsMiVerbs {
  /** What waits to be sent, or was refused; oldest first. */
  waiting(session: Session): Promise<Answer<WaitingEvent[]>>
  /** Sends what waits; what is then still there. */
  send(session: Session): Promise<Answer<WaitingEvent[]>>
}
