import type { Priority } from './directory-service.ts'
import type { CriteriaParameter } from './referral.ts'
import type { Attachment } from './stored-file.ts'

/** Where an advice and guidance conversation stands (`eRS-AdviceAndGuidanceStatus-1`). */
export type AdviceStatus =
  | 'PROVIDER_RESPONSE_REQUIRED'
  | 'REFERRER_TO_SUBMIT_FURTHER_INFORMATION'
  | 'REFERRER_TO_REVIEW_RESPONSE'
  | 'CONVERSATION_ENDED_CANCELLED'
  | 'CONVERSATION_ENDED_CLOSED'
  | 'ADVICE_CONVERTED'

/** Somebody in a role at an organisation. */
export interface Participant {
  userId: string
  organisation: string
  /** Nobody acts in one who attached a file before the request was made. */
  businessFunction?: string
}

export interface AdviceMessage {
  /** Digits. */
  id: string
  /** The last: e-RS itself notes that a file came in from elsewhere. */
  sentBy: 'REQUESTER' | 'RESPONDER' | 'REFERRER_CLINICAL_INFORMATION_UPDATED'
  /** Who sent it, and for whom. The same unless an administrator sent it. */
  sender: Participant
  requester: Participant
  text: string
  attachments: Attachment[]
  sent: number
}

/** An advice and guidance request. */
export interface AdviceRequest {
  ubrn: string
  /** `a.` and a UUID. */
  requestId: string
  version: number
  nhsNumber: string
  priority: Priority
  criteria: CriteriaParameter[]
  serviceId: string
  mayConvert: boolean
  status: AdviceStatus
  requester: Participant
  messages: AdviceMessage[]
  created: number
}
