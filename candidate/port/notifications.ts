import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** A subscription to national events, as a candidate shows it. */
export interface SubscriptionView {
  id: string
  /** What is subscribed to, in the words of MNS: `eventType='pds-record-change-2' AND ...`. */
  criteria: string
}

/** Hearing of what happens nationally to the practice's patients. What came is looked at with the verbs of demographics and tasks. */
export interface NotificationVerbs {
  /** Subscribes to all that the practice has to hear of; what is subscribed to already is left as it is. Gives all of them. */
  subscribe(session: Session): Promise<Answer<SubscriptionView[]>>
  /** Follows one registered patient through NEMS; who is followed already is left as they are. Gives the id of the subscription. */
  follow(session: Session, patientId: string): Promise<Answer<{ id: string }>>
}
