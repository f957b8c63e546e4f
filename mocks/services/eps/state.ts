import type { Reply } from '../../kit/reply.ts'
import type { Authority } from './certificates.ts'
import type { CourseOfTherapy } from './hl7/treatment-type.ts'

/** Prescription status codes of Spine, `0000` to `0009`; names in data/codes.json. */
export type PrescriptionStatus = '0000' | '0001' | '0002' | '0003' | '0004' | '0005' | '0006' | '0007' | '0008' | '0009'

/** Line item status codes of Spine, `0001` to `0008`. */
export type LineItemStatus = '0001' | '0002' | '0003' | '0004' | '0005' | '0006' | '0007' | '0008'

/** One item as it was prescribed. */
export interface LineItem {
  /** UUID in small letters. */
  id: string
  medication: { code: string; display: string }
  /** The number as it was written. */
  quantity: { value: string; unit: string; code: string }
  dosage: string
  quantityInWords?: string
  endorsements: string[]
}

/** Who asked for a cancellation, and why. */
export interface CancellationMark {
  userId: string
  /** ODS code of the organisation the user acts for. */
  organisation: string
  /** `0001` to `0009`. */
  reason: string
  at: number
  /** Identifier of the cancellation message. */
  messageId: string
}

/** How one item of one issue stands. */
export interface ItemState {
  status: LineItemStatus
  /** Asked for while a dispenser had the item: takes effect if the dispenser gives it back. */
  pendingCancellation?: CancellationMark
  cancelled?: CancellationMark
  nonDispensingReason?: string
  quantityDispensed?: string
}

/** The dispenser who holds or held an issue. */
export interface Dispenser {
  odsCode: string
  name: string
  telephone: string
  address: string[]
  postcode: string
  person: { userId: string; roleId: string; name: string }
}

/** One issue of a prescription: the only one, unless it is for repeat dispensing. */
export interface Issue {
  number: number
  status: PrescriptionStatus
  items: Record<string, ItemState>
  /** Instant from which the issue may be dispensed; `undefined` while an earlier issue is not done with. */
  availableFrom: number | undefined
  dispenser?: Dispenser
  dispensedAt?: number
  notifications: DispenseNotification[]
  /** What happened to it, oldest first. */
  history: IssueEvent[]
}

/** What a dispenser told Spine it handed out. */
export interface DispenseNotification {
  id: string
  at: number
  items: { lineItemId: string; status: LineItemStatus; quantity: string; reason?: string }[]
}

/** Something that happened to an issue. What time alone brought about has no message. */
export interface IssueEvent {
  at: number
  /** Status of the issue from then on. */
  status: PrescriptionStatus
  /** In the words of Spine's history: "Release Request successful". */
  message?: string
  /** ODS code of who did it. */
  organisation?: string
  /** The dispense notification, if it was one. */
  notificationId?: string
}

/** A prescription as Spine keeps it. */
export interface Prescription {
  /** Short form: `24F5DA-A83008-7EFE6Z`. */
  id: string
  /** Long form, a UUID in small letters. */
  longId: string
  messageId: string
  nhsNumber: string
  course: CourseOfTherapy
  /** `0001` acute, `0002` repeat, `0003` repeat dispensing. */
  treatmentType: string
  /** `0101` and so on. */
  type: string
  /** `P1`, `P2`, `P3`; `0004` for none. */
  siteType: string
  /** ODS code of the nominated dispenser. */
  nominatedDispenser?: string
  prescriber: { userId: string; roleId: string; name: string; professionalCode: string; organisation: string }
  signedAt: number
  receivedAt: number
  expiresAt: number
  supplyDays: number | undefined
  items: LineItem[]
  issues: Issue[]
  signature: { algorithm: string; certificate: { subject: string; serialNumber: string } }
  /** The message as it came. */
  message: unknown
}

/** What Spine tells a prescriber later, unasked: a dispenser gave back an item that was marked for cancellation. */
export interface SubsequentCancellation {
  at: number
  prescriptionId: string
  lineItemId: string
  /** `R-0001`. */
  outcome: string
  /** Identifier of the message that asked for the cancellation. */
  messageId: string
}

/** What can be wrong with a prepared digest: it is that of another prescription, or one for SHA-1, as older services gave. */
export type PreparationFlaw = 'other-content' | 'sha1'

export interface EpsState {
  prescriptions: Map<string, Prescription>
  /** Line item id to prescription id. */
  lineItems: Map<string, string>
  /** Message id to what was answered to it, and what the message was (for telling a retry from a reuse). */
  messages: Map<string, { body: string; reply: Reply }>
  /** X-Request-ID to the message id it came with. */
  requestIds: Map<string, string>
  subsequent: SubsequentCancellation[]
  deceased: Set<string>
  /** Switches of Spine and the API. */
  prescribingEnabled: boolean
  cancellationEnabled: boolean
  /** NHS numbers of whom the next prescription is prepared wrongly, and how. */
  spoiled: Map<string, PreparationFlaw>
  /** Trusted issuers of prescriber certificates. The first is our own, once it was asked for a certificate. */
  authorities: Authority[]
  ownAuthority?: Promise<Authority>
  /** Serial number (hex, capitals) to when and why. */
  revocations: Map<string, { at: number; reason: string }>
}

export function emptyState(): EpsState {
  return {
    prescriptions: new Map(),
    lineItems: new Map(),
    messages: new Map(),
    requestIds: new Map(),
    subsequent: [],
    deceased: new Set(),
    prescribingEnabled: true,
    cancellationEnabled: true,
    spoiled: new Map(),
    authorities: [],
    revocations: new Map(),
  }
}
