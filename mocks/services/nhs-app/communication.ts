/** Channel a communication was sent over. */
export type Channel = 'in-app' | 'notification'

/** The steps of delivery that receipts tell of (`NHSApp-Communication-Status`). */
export const RECEIPT_STATUSES = ['Rejected', 'Delivered', 'NotificationAttempted', 'Notified', 'Unnotified', 'Read'] as const
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number]

export interface Identifier {
  system: string
  value: string
}

/** One receipt: what became of a communication, and when. */
export interface Receipt {
  /** Id of the receipt itself. */
  id: string
  status: ReceiptStatus
  /** Why it was rejected. */
  reason?: string
  /** Instant of the event (ms since the epoch, environment's clock). */
  at: number
}

/** A communication request the NHS App accepted. */
export interface Communication {
  id: string
  channel: Channel
  applicationId: string
  nhsNumber: string
  /** ODS code of the requester; push notifications have none. */
  requester?: string
  /** Campaign id, request reference and the like that the API recognised. */
  identifiers: Identifier[]
  /** Text of the message or notification. */
  text: string
  /** The resource as answered. */
  resource: Record<string, unknown>
  /** Instant at which the request was received. */
  receivedAt: number
  receipts: Receipt[]
}

/**
 * Which receipts may follow what has been told so far. Source: "Get a daily receipt report", receipt types and the
 * state diagram's description: nothing follows a rejection; only in-app messages are delivered and read; a
 * notification is attempted before it is displayed, and displayed or not, but not both.
 */
export function mayFollow(communication: Communication, next: ReceiptStatus): boolean {
  const told = new Set(communication.receipts.map((receipt) => receipt.status))
  if (told.has('Rejected') || told.has(next)) return false
  const inApp = communication.channel === 'in-app'
  switch (next) {
    case 'Rejected':
      return told.size === 0
    case 'Delivered':
      return inApp
    case 'Read':
      return told.has('Delivered')
    case 'NotificationAttempted':
      return (!inApp || told.has('Delivered')) && !told.has('Unnotified')
    case 'Notified':
      return told.has('NotificationAttempted') && !told.has('Unnotified')
    case 'Unnotified':
      return (!inApp || told.has('Delivered')) && !told.has('Notified')
  }
}
