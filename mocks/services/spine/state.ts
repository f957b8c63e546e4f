import type { Envelope } from './ebxml.ts'
import type { Facts } from './gp2gp/facts.ts'
import type { PatientSummaries, SentSummary } from './summaries/state.ts'

/** A part of a message beside envelope and payload. */
export interface Attachment {
  contentId: string
  contentType: string
  content: Buffer
  /** Whether it travelled in base64. */
  encoded: boolean
}

/** A message that the candidate sent and the Spine took. */
export interface SentMessage {
  envelope: Envelope
  /** HL7 payload as it came. */
  payload: string
  facts: Facts
  attachments: Attachment[]
  /** Bytes of the whole message. */
  size: number
  receivedAt: number
  /** How often it came: more than once when the sender did not see the acknowledgement. */
  times: number
}

/** A message for the candidate, kept so that it can be delivered again. */
export interface InboundMessage {
  messageId: string
  conversationId: string
  service: string
  action: string
  nhsNumber: string
  contentType: string
  body: string
}

/** Where the candidate takes messages from the Spine in, and with what the Spine proves itself there. */
export interface InboundAddress {
  url: string
  /** PEM of the client certificate and its key. */
  certificate?: string
  key?: string
  /** PEM of the authority that the candidate's server certificate is checked against. */
  authority?: string
}

/** A fragment of a large message that another practice holds back until it may come. */
export interface HeldFragment {
  messageId: string
  filename: string
  /** References of its manifest beside the payload, and what comes with it. */
  parts: { href: string; description: string; content?: string; contentType?: string; encoded?: boolean }[]
}

export interface SpineState {
  /** By message id, oldest first: nothing is forwarded twice. */
  sent: Map<string, SentMessage>
  inbound: InboundMessage[]
  address: InboundAddress | undefined
  /** NHS number of whoever a conversation is about. */
  conversations: Map<string, string>
  /** By conversation: the fragments of the extract that is on its way there. */
  held: Map<string, HeldFragment[]>
  /** Summary Care Records by NHS number. */
  summaries: Map<string, PatientSummaries>
  /** Messages of the candidate's that brought a summary, by message id: none is worked on twice. */
  uploads: Map<string, SentSummary>
  /** Whether the Spine says by itself what became of a summary, in its own time. Otherwise a control has it say so. */
  tellsByItself: boolean
}

export const createState = (): SpineState => ({ sent: new Map(), inbound: [], address: undefined, conversations: new Map(), held: new Map(), summaries: new Map(), uploads: new Map(), tellsByItself: false })
