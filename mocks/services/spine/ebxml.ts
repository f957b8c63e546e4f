import { attribute, markup, type Markup } from './markup.ts'
import { all, at, readXml, type XmlElement } from './xml.ts'

/** Names of ebXML Message Service 2.0 as the Spine uses it. */
export const EB = 'http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd'
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
export const PARTY_TYPE = 'urn:nhs:names:partyType:ocs+serviceInstance'
export const SIGNAL_SERVICE = 'urn:oasis:names:tc:ebxml-msg:service'
export const NEXT_MSH = 'urn:oasis:names:tc:ebxml-msg:actor:nextMSH'
export const TO_PARTY_MSH = 'urn:oasis:names:tc:ebxml-msg:actor:toPartyMSH'

/** A reference of the manifest: to a part of this message (`cid:`) or to one that comes in another (`mid:`). */
export interface Reference {
  href: string
  id?: string
  description?: string
}

/** The ebXML header of a message. */
export interface Envelope {
  from: string
  to: string
  cpaId: string
  conversationId: string
  service: string
  action: string
  messageId: string
  /** ISO instants. */
  timestamp: string
  timeToLive?: string
  refToMessageId?: string
  duplicateElimination: boolean
  /** Actor of the acknowledgement that is asked for; absent when none is. */
  ackRequested?: string
  /** Whether the answer is to come on the same connection. */
  syncReply?: boolean
  references: readonly Reference[]
  /** Types of the two parties, as they came. */
  fromType?: string
  toType?: string
  /** Of a MessageError: what it says. */
  errors?: readonly { code: string; description: string }[]
}

/**
 * Reads the SOAP envelope of a message, an acknowledgement or an error.
 *
 * @throws Error when it is no XML or no SOAP envelope with an ebXML header
 */
export function readEnvelope(xml: string): Envelope {
  const root = readXml(xml)
  if (root.name !== 'Envelope' || root.namespace !== SOAP) throw new Error('this is no SOAP envelope')
  const header = at(root, 'Header', 'MessageHeader')
  if (header?.namespace !== EB) throw new Error('there is no ebXML message header')
  const text = (...path: string[]) => at(header, ...path)?.text ?? ''
  const data = (name: string) => at(header, 'MessageData', name)?.text
  const ttl = data('TimeToLive')
  const refTo = data('RefToMessageId')
  const ack = at(root, 'Header', 'AckRequested')
  const errors = all(at(root, 'Header', 'ErrorList'), 'Error')
  const type = (side: string) => at(header, side, 'PartyId')?.attributes['type'] ?? ''
  return {
    from: text('From', 'PartyId'),
    fromType: type('From'),
    to: text('To', 'PartyId'),
    toType: type('To'),
    cpaId: text('CPAId'),
    conversationId: text('ConversationId'),
    service: text('Service'),
    action: text('Action'),
    messageId: data('MessageId') ?? '',
    timestamp: data('Timestamp') ?? '',
    ...(ttl !== undefined && { timeToLive: ttl }),
    ...(refTo !== undefined && { refToMessageId: refTo }),
    duplicateElimination: at(header, 'DuplicateElimination') !== undefined,
    ...(ack && { ackRequested: ack.attributes['actor'] ?? TO_PARTY_MSH }),
    syncReply: at(root, 'Header', 'SyncReply') !== undefined,
    references: all(at(root, 'Body', 'Manifest'), 'Reference').map(referenceOf),
    ...(errors.length > 0 && { errors: errors.map((each) => ({ code: each.attributes['errorCode'] ?? '', description: at(each, 'Description')?.text ?? '' })) }),
  }
}

function referenceOf(element: XmlElement): Reference {
  const { href = '', id } = element.attributes
  const description = at(element, 'Description')?.text.replaceAll(/\s+/g, ' ')
  return { href, ...(id !== undefined && { id }), ...(description !== undefined && { description }) }
}

/** What the description of an attachment says: `Filename="..." ContentType=... Compressed=Yes`. */
export function describedIn(description = ''): Record<string, string> {
  return Object.fromEntries([...description.matchAll(/(\w+)=("[^"]*"|\S+)/g)].map(([, name, value]) => [name!, value!.replaceAll('"', '')]))
}

const party = (id: string, type: string = PARTY_TYPE): Markup => markup`<eb:PartyId eb:type="${type}">${id}</eb:PartyId>`

const header = ({ from, to, cpaId, conversationId, service, action, messageId, timestamp, timeToLive, refToMessageId, duplicateElimination }: Omit<Envelope, 'references'>): Markup => markup`
  <eb:MessageHeader SOAP:mustUnderstand="1" eb:version="2.0">
    <eb:From>${party(from)}</eb:From>
    <eb:To>${party(to)}</eb:To>
    <eb:CPAId>${cpaId}</eb:CPAId>
    <eb:ConversationId>${conversationId}</eb:ConversationId>
    <eb:Service>${service}</eb:Service>
    <eb:Action>${action}</eb:Action>
    <eb:MessageData>
      <eb:MessageId>${messageId}</eb:MessageId>
      <eb:Timestamp>${timestamp}</eb:Timestamp>
      ${refToMessageId !== undefined && markup`<eb:RefToMessageId>${refToMessageId}</eb:RefToMessageId>`}
      ${timeToLive !== undefined && markup`<eb:TimeToLive>${timeToLive}</eb:TimeToLive>`}
    </eb:MessageData>
    ${duplicateElimination && markup`<eb:DuplicateElimination/>`}
  </eb:MessageHeader>`

const soap = (head: Markup, body: Markup | undefined): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<SOAP:Envelope xmlns:SOAP="${SOAP}" xmlns:eb="${EB}" xmlns:hl7ebxml="urn:hl7-org:transport/ebXML/DSTUv1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><SOAP:Header>${head}</SOAP:Header><SOAP:Body>${body}</SOAP:Body></SOAP:Envelope>`.xml
  }`

/** Writes the envelope of a message; the first reference is that of the HL7 payload. */
export function writeEnvelope(envelope: Envelope): string {
  const { references, ackRequested, syncReply } = envelope
  const reference = ({ href, id, description }: Reference, index: number) => markup`
    <eb:Reference${attribute('eb:id', id)} xlink:href="${href}">
      ${index === 0 && markup`<eb:Schema eb:location="http://www.nhsia.nhs.uk/schemas/HL7-Message.xsd" eb:version="1.0"/>`}
      <eb:Description xml:lang="en">${description ?? 'HL7 payload'}</eb:Description>
      ${index === 0 && markup`<hl7ebxml:Payload style="HL7" encoding="XML" version="3.0"/>`}
    </eb:Reference>`
  const asked = ackRequested === undefined ? undefined : markup`<eb:AckRequested SOAP:mustUnderstand="1" eb:version="2.0" eb:signed="false" SOAP:actor="${ackRequested}"/>`
  const sync = syncReply === true && markup`<eb:SyncReply SOAP:mustUnderstand="1" eb:version="2.0" SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"/>`
  return soap(markup`${header(envelope)}${asked}${sync}`, markup`<eb:Manifest SOAP:mustUnderstand="1" eb:version="2.0">${references.map(reference)}</eb:Manifest>`)
}

type Answered = Pick<Envelope, 'from' | 'to' | 'cpaId' | 'conversationId' | 'messageId' | 'ackRequested'>

/** The header of a signal that answers a message: from the other side, in the same conversation. */
const signal = ({ from, to, cpaId, conversationId, messageId }: Answered, action: string, { id, now }: { id: string; now: string }) =>
  header({ from: to, to: from, cpaId, conversationId, service: SIGNAL_SERVICE, action, messageId: id, timestamp: now, refToMessageId: messageId, duplicateElimination: false })

/** Says that a message has arrived. Source: ebXML Message Service 2.0, 6.3.2 Acknowledgment; published ebxml_ack. */
export function writeAcknowledgment(message: Answered, made: { id: string; now: string }): string {
  const { ackRequested = TO_PARTY_MSH, messageId, to } = message
  return soap(
    markup`${signal(message, 'Acknowledgment', made)}<eb:Acknowledgment SOAP:mustUnderstand="1" eb:version="2.0" SOAP:actor="${ackRequested}"><eb:Timestamp>${made.now}</eb:Timestamp><eb:RefToMessageId>${messageId}</eb:RefToMessageId><eb:From>${party(to)}</eb:From></eb:Acknowledgment>`,
    undefined,
  )
}

/** Says why a message is not taken. Source: ebXML Message Service 2.0, 4.2 Error handling; published ebxml_response_error_single. */
export function writeMessageError(message: Answered, error: { code: string; description: string }, made: { id: string; now: string }): string {
  return soap(
    markup`${signal(message, 'MessageError', made)}<eb:ErrorList SOAP:mustUnderstand="1" eb:highestSeverity="Error" eb:version="2.0"><eb:Error eb:codeContext="urn:oasis:names:tc:ebxml-msg:service:errors" eb:errorCode="${error.code}" eb:severity="Error"><eb:Description xml:lang="en-GB">${error.description}</eb:Description></eb:Error></eb:ErrorList>`,
    undefined,
  )
}
