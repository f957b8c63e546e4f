import { attribute, markup, type Markup } from './markup.ts'
import { all, at, readXml } from './xml.ts'

const EB = 'http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd'
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const PARTY_TYPE = 'urn:nhs:names:partyType:ocs+serviceInstance'
const SIGNAL_SERVICE = 'urn:oasis:names:tc:ebxml-msg:service'
const NEXT_MSH = 'urn:oasis:names:tc:ebxml-msg:actor:nextMSH'
const TO_PARTY_MSH = 'urn:oasis:names:tc:ebxml-msg:actor:toPartyMSH'

/** Something that a message names in its manifest: a part of it (`cid:`), or what comes in another (`mid:`). */
export interface Reference {
  href: string
  /** Under which other parts of the message name it. */
  id?: string
  description?: string
}

/** The header of a message. */
export interface Header {
  /** Party keys. */
  from: string
  to: string
  cpaId: string
  conversationId: string
  service: string
  action: string
  messageId: string
  refToMessageId?: string
}

export interface Envelope extends Header {
  references: readonly Reference[]
}

/** What another message handler answers to a message. */
export type Signal = { kind: 'acknowledged'; messageId: string } | { kind: 'error'; words: string; again: boolean }

/** SOAP faults after which the same message may be sent again: the Spine failed, not the message. */
const TRY_AGAIN = new Set(['200', '206', '208'])

/**
 * Reads the envelope of a message.
 *
 * @throws Error when it is no XML or no SOAP envelope with an ebXML header
 */
export function readEnvelope(xml: string): Envelope {
  const root = readXml(xml)
  const header = root.name === 'Envelope' ? at(root, 'Header', 'MessageHeader') : undefined
  if (!header) throw new Error('there is no ebXML message header')
  const text = (...path: string[]) => at(header, ...path)?.text ?? ''
  const refTo = text('MessageData', 'RefToMessageId')
  return {
    from: text('From', 'PartyId'),
    to: text('To', 'PartyId'),
    cpaId: text('CPAId'),
    conversationId: text('ConversationId'),
    service: text('Service'),
    action: text('Action'),
    messageId: text('MessageData', 'MessageId'),
    ...(refTo !== '' && { refToMessageId: refTo }),
    references: all(at(root, 'Body', 'Manifest'), 'Reference').map((reference) => {
      const description = at(reference, 'Description')?.text
      const id = reference.attributes['id']
      return { href: reference.attributes['href'] ?? '', ...(id !== undefined && { id }), ...(description !== undefined && { description }) }
    }),
  }
}

/** What the description of an attachment says: `Filename="..." ContentType=... Compressed=Yes`. */
export const describedIn = (description = ''): Record<string, string> =>
  Object.fromEntries([...description.matchAll(/(\w+)=("[^"]*"|\S+)/g)].map(([, name, value]) => [name!, value!.replaceAll('"', '')]))

/** Reads what a message handler answered: an acknowledgement, a MessageError or a SOAP fault; nothing for anything else. */
export function readSignal(xml: string): Signal | undefined {
  try {
    const root = readXml(xml)
    const fault = at(root, 'Body', 'Fault')
    if (fault) {
      const [error] = all(at(fault, 'detail', 'errorList'), 'error')
      const code = at(error, 'errorCode')?.text ?? ''
      return { kind: 'error', words: `${code} ${at(error, 'description')?.text ?? at(fault, 'faultstring')?.text ?? ''}`.trim(), again: TRY_AGAIN.has(code) }
    }
    const [error] = all(at(root, 'Header', 'ErrorList'), 'Error')
    if (error) return { kind: 'error', words: at(error, 'Description')?.text ?? error.attributes['errorCode'] ?? '', again: false }
    const refTo = at(root, 'Header', 'Acknowledgment', 'RefToMessageId')?.text
    return refTo === undefined ? undefined : { kind: 'acknowledged', messageId: refTo }
  } catch {
    // No XML: whoever asked sees that there is no signal.
    return undefined
  }
}

const party = (id: string): Markup => markup`<eb:PartyId eb:type="${PARTY_TYPE}">${id}</eb:PartyId>`

/** yyyy-MM-ddTHH:mm:ssZ */
const instant = (ms: number) => new Date(ms).toISOString().replace(/\.\d+/, '')

const headerOf = ({ from, to, cpaId, conversationId, service, action, messageId, refToMessageId }: Header, now: number, more?: Markup): Markup => markup`
  <eb:MessageHeader SOAP:mustUnderstand="1" eb:version="2.0">
    <eb:From>${party(from)}</eb:From><eb:To>${party(to)}</eb:To>
    <eb:CPAId>${cpaId}</eb:CPAId><eb:ConversationId>${conversationId}</eb:ConversationId><eb:Service>${service}</eb:Service><eb:Action>${action}</eb:Action>
    <eb:MessageData><eb:MessageId>${messageId}</eb:MessageId><eb:Timestamp>${instant(now)}</eb:Timestamp>${refToMessageId !== undefined && markup`<eb:RefToMessageId>${refToMessageId}</eb:RefToMessageId>`}</eb:MessageData>
    ${more}
  </eb:MessageHeader>`

const soap = (head: Markup, body?: Markup): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${markup`<SOAP:Envelope xmlns:SOAP="${SOAP}" xmlns:eb="${EB}" xmlns:hl7ebxml="urn:hl7-org:transport/ebXML/DSTUv1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><SOAP:Header>${head}</SOAP:Header><SOAP:Body>${body}</SOAP:Body></SOAP:Envelope>`.xml}`

/**
 * Writes the envelope of a message that is to be passed on reliably; the first reference is that of the payload. Source: ebXML Message Service 2.0.
 *
 * @param toParty whether whoever it is for acknowledges it, on the same connection; otherwise the next handler does
 */
export function writeEnvelope({ references, ...header }: Envelope, now: number, { toParty = false } = {}): string {
  const reference = ({ href, description }: Reference, index: number) => markup`
    <eb:Reference xlink:href="${href}"${index > 0 && attribute('eb:id', `_${href.slice(4)}`)}>
      ${index === 0 && markup`<eb:Schema eb:location="http://www.nhsia.nhs.uk/schemas/HL7-Message.xsd" eb:version="1.0"/>`}
      <eb:Description xml:lang="en">${description ?? 'HL7 payload'}</eb:Description>
      ${index === 0 && markup`<hl7ebxml:Payload style="HL7" encoding="XML" version="3.0"/>`}
    </eb:Reference>`
  const sync = toParty && markup`<eb:SyncReply SOAP:mustUnderstand="1" eb:version="2.0" SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"/>`
  return soap(
    markup`${headerOf(header, now, markup`<eb:DuplicateElimination/>`)}<eb:AckRequested SOAP:mustUnderstand="1" eb:version="2.0" eb:signed="false" SOAP:actor="${toParty ? TO_PARTY_MSH : NEXT_MSH}"/>${sync}`,
    markup`<eb:Manifest SOAP:mustUnderstand="1" eb:version="2.0">${references.map(reference)}</eb:Manifest>`,
  )
}

const signalHeader = ({ from, to, cpaId, conversationId, messageId }: Header, action: string, { id, now }: { id: string; now: number }): Markup =>
  headerOf({ from: to, to: from, cpaId, conversationId, service: SIGNAL_SERVICE, action, messageId: id, refToMessageId: messageId }, now)

/** Says that a message has arrived and is kept. */
export const writeAcknowledgment = (message: Header, made: { id: string; now: number }): string =>
  soap(
    markup`${signalHeader(message, 'Acknowledgment', made)}<eb:Acknowledgment SOAP:mustUnderstand="1" eb:version="2.0" SOAP:actor="${NEXT_MSH}"><eb:Timestamp>${instant(made.now)}</eb:Timestamp><eb:RefToMessageId>${message.messageId}</eb:RefToMessageId><eb:From>${party(message.to)}</eb:From></eb:Acknowledgment>`,
  )

/** Says that a message is not for this system. */
export const writeMessageError = (message: Header, words: string, made: { id: string; now: number }): string =>
  soap(
    markup`${signalHeader(message, 'MessageError', made)}<eb:ErrorList SOAP:mustUnderstand="1" eb:highestSeverity="Error" eb:version="2.0"><eb:Error eb:codeContext="urn:oasis:names:tc:ebxml-msg:service:errors" eb:errorCode="ValueNotRecognized" eb:severity="Error"><eb:Description xml:lang="en-GB">${words}</eb:Description></eb:Error></eb:ErrorList>`,
  )
