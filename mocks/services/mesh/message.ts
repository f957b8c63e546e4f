/** A mailbox of the Message Exchange. Ids are upper case. */
export interface Mailbox {
  id: string
  name: string
  odsCode: string
  password: string
  /** A mailbox that was closed down; its owner is not let in and gets nothing more. */
  inactive?: boolean
  /** When its owner last said that the connection stands, epoch ms. */
  validatedAt?: number
}

/** Who may send what to whom. Mailboxes not named may neither send nor receive the workflow. */
export interface Workflow {
  id: string
  senders: string[]
  receivers: string[]
}

/**
 * uploading: chunks are still to come. accepted: in the recipient's inbox. acknowledged: collected by the recipient.
 * undeliverable: not collected in time, or not deliverable; the sender was sent a report.
 */
export type MessageStatus = 'uploading' | 'accepted' | 'acknowledged' | 'undeliverable'

/** Why a message could not be delivered, as its report says. */
export interface DeliveryError {
  code: string
  event: string
  description: string
  /** The message that the report is about. */
  linkedMessageId: string
}

/** One message on its way from mailbox to mailbox. Times are epoch ms. */
export interface MeshMessage {
  id: string
  type: 'DATA' | 'REPORT'
  /** Mailbox ids; a report comes from nobody. */
  sender: string
  recipient: string
  workflowId: string
  localId: string
  subject: string
  fileName: string
  partnerId: string
  checksum: string
  contentType: string
  contentEncoding: '' | 'gzip'
  /** Chunks as they were sent, each compressed by itself where `contentEncoding` says so. */
  chunks: (Uint8Array | undefined)[]
  totalChunks: number
  /** What happened to it, newest first. */
  events: { status: MessageStatus; at: number }[]
  uploadedAt: number
  /** When the recipient must have collected it. */
  expiresAt: number
  error?: DeliveryError
  /** NHS number that the harness knows it is about, so that faults and the journal find it. The real service knows nothing of it. */
  about?: string
}

export const statusOf = (message: MeshMessage): MessageStatus => message.events[0]!.status

/** Days after which a message that nobody collected is reported to its sender, and after which it is deleted. */
export const COLLECT_WITHIN_DAYS = 5
export const KEPT_FOR_DAYS = 30
export const DAY_MS = 86_400_000

export const sizeOf = (message: MeshMessage): number => message.chunks.reduce((sum, chunk) => sum + (chunk?.byteLength ?? 0), 0)
