import { createHash, X509Certificate } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { loadWorld } from '../../../config/world.ts'
import { createAuthority, issueCertificate } from '../../kit/certificates.ts'
import type { Environment } from '../../kit/environment.ts'
import { deliverAgain, deliverMessage, pack, type Enclosure, type Message, type SpineDelivery } from './deliver-message.ts'
import { describedIn, type Reference } from './ebxml.ts'
import { ACTION, isExtract, type Action } from './gp2gp/codes.ts'
import { ehrExtract, type RecordContent } from './gp2gp/extract.ts'
import type { Facts } from './gp2gp/facts.ts'
import { acknowledgement, continueMessage, ehrRequest, fragmentMessage } from './gp2gp/messages.ts'
import type { Sending } from './transmission.ts'
import type { HeldFragment, InboundAddress, InboundMessage, SentMessage, SpineState } from './state.ts'

/** The other practice of the world, unless a control is told another. */
const OTHER_PRACTICE = 'A99902'

/** A file that goes with an extract. */
export interface File {
  filename: string
  contentType: string
  base64: string
  /** In the same message; in one of its own, once it may come; or in that many fragments. */
  how?: 'enclosed' | 'separate' | number
  /** Compressed on its way; or only said to be. */
  compressed?: boolean | 'says so'
}

/**
 * What of a record comes in a file of its own, and is put back where the record says (skeleton): a statement, or the whole message. `how`
 * as for any file.
 */
export interface Skeleton {
  what: 'statement' | 'message'
  how: 'separate' | number
  /** The file breaks off in the middle. */
  broken?: boolean
}

/** How what comes after an extract is not as it should be: the content that it names is not there, or it is no XML. */
export type FragmentFlaw = 'no-content' | 'not-xml'

/** How an extract is not as it should be. */
export type ExtractFlaw = 'not-xml' | 'no-extract' | 'entity-bomb' | 'no-patient'

export interface ExtractToSend {
  /** Whoever was asked for, or for an extract that nobody asked for: whoever it is about. */
  nhsNumber: string
  content: RecordContent
  files?: readonly File[]
  confidential?: boolean
  /** Whom it says that it is about, where that is somebody else. */
  about?: string
  unasked?: boolean
  flaw?: ExtractFlaw
  skeleton?: Skeleton
  from?: string
  /** Somebody who has a certificate of the Spine's name that they made themselves. */
  as?: 'stranger'
}

/** A message of the candidate's as a scenario looks at it. */
export interface SentView {
  messageId: string
  conversationId: string
  action: string
  refToMessageId?: string
  /** Party keys. */
  from: string
  to: string
  facts: Facts
  references: (Reference & { described: Record<string, string> })[]
  attachments: { contentId: string; contentType: string; encoded: boolean; size: number; sha256: string }[]
  size: number
  receivedAt: number
  times: number
}

/** What the other practice does, and what there is to see of the candidate's messages. */
export const controls = {
  /** Where the candidate takes messages in, as its accreditation says. */
  setAddress(state: SpineState, address: InboundAddress): void {
    state.address = address
  },

  /** What the candidate sent, oldest first. All conditions given must hold. */
  listSent: (state: SpineState, { about, action, conversationId }: { about?: string; action?: string; conversationId?: string } = {}): SentView[] =>
    [...state.sent.values()]
      .filter(({ envelope }) => (about === undefined || state.conversations.get(envelope.conversationId) === about) && (action === undefined || envelope.action === action) && (conversationId === undefined || envelope.conversationId === conversationId))
      .map(viewOf),

  /** One message with its payload and everything that came with it. */
  readSent(state: SpineState, { messageId }: { messageId: string }): SentView & { payload: string; contents: Record<string, string> } {
    const message = state.sent.get(messageId)
    if (!message) throw new Error(`Failed to find message ${messageId}: the candidate has sent none with this id.`)
    return { ...viewOf(message), payload: message.payload, contents: Object.fromEntries(message.attachments.map(({ contentId, content }) => [contentId, content.toString('base64')])) }
  },

  /** Another practice asks for the record of a patient. */
  requestRecord(state: SpineState, { nhsNumber, by = OTHER_PRACTICE, flaw }: { nhsNumber: string; by?: string; flaw?: 'no-request-id' }, environment: Environment): Promise<SpineDelivery> {
    const messageId = uuid(environment)
    const requestId = uuid(environment)
    const payload = ehrRequest(sendingOf(environment, messageId, by), { requestId, nhsNumber, author: by, destination: ownPractice() })
    const message = { messageId, conversationId: messageId, action: ACTION.request, from: by, to: ownPractice(), nhsNumber, payload: flaw === 'no-request-id' ? payload.replace(`<id root="${requestId}"/>`, '') : payload }
    return send(state, environment, message)
  },

  /** Another practice sends the record that the candidate asked for last, or one that it did not ask for. */
  async sendExtract(state: SpineState, details: ExtractToSend, environment: Environment): Promise<SpineDelivery> {
    const { nhsNumber, content, files = [], confidential = false, about = nhsNumber, unasked = false, flaw, skeleton, from = OTHER_PRACTICE, as } = details
    const request = unasked ? undefined : lastSent(state, nhsNumber, (action) => action === ACTION.request)
    const messageId = uuid(environment)
    const conversationId = request?.envelope.conversationId ?? uuid(environment)
    const action = confidential ? ACTION.extractWithConfidentiality : ACTION.extract
    const extractId = uuid(environment)
    const write = (record: RecordContent) =>
      ehrExtract(sendingOf(environment, messageId, from), {
        extractId,
        nhsNumber: about,
        author: from,
        destination: ownPractice(),
        requestId: request?.facts.requestId ?? uuid(environment),
        content: record,
        uuid: () => uuid(environment),
        confidential,
      })
    const whole = write(content)
    const { payload, file } = skeleton ? takeApart(whole, skeleton, uuid(environment), write) : { payload: whole, file: undefined }
    const packed = [...(file ? [file] : []), ...files].map((each) => enclose(environment, each))
    state.held.set(conversationId, packed.flatMap(({ held }) => held))
    return send(as === undefined ? state : await asStranger(state), environment, {
      messageId,
      conversationId,
      action,
      from,
      to: ownPractice(),
      nhsNumber,
      payload: spoil(payload, flaw),
      enclosures: packed.map(({ enclosure }) => enclosure),
      ...(request && { refToMessageId: request.envelope.messageId }),
    })
  },

  /**
   * The fragments of the extract that was sent last, in their order (index first) or backwards. The other practice waits for the
   * candidate to say that they may come, unless it is impatient. `flaw`: of the last one.
   *
   * @returns nothing when it waits still
   */
  async sendFragments(
    state: SpineState,
    { nhsNumber, backwards = false, except = [], only, impatient = false, flaw }: { nhsNumber: string; backwards?: boolean; except?: readonly number[]; only?: readonly number[]; impatient?: boolean; flaw?: FragmentFlaw },
    environment: Environment,
  ): Promise<SpineDelivery[]> {
    const extract = lastInbound(state, nhsNumber, isExtract)
    if (!impatient && !lastContinue(state, extract.messageId)) return []
    const held = (state.held.get(extract.conversationId) ?? []).filter((_, index) => !except.includes(index) && (only?.includes(index) ?? true))
    const deliveries: SpineDelivery[] = []
    const last = held.at(-1)
    for (const fragment of backwards ? held.toReversed() : held) {
      const message = fragmentOf(environment, extract, fragment)
      deliveries.push(await send(state, environment, fragment === last ? spoilFragment(message, flaw) : message))
    }
    return deliveries
  },

  /** Lets the fragments of the candidate's last extract about a patient come. */
  letContinue(state: SpineState, { nhsNumber, from = OTHER_PRACTICE }: { nhsNumber: string; from?: string }, environment: Environment): Promise<SpineDelivery> {
    const extract = mustHaveSent(state, nhsNumber, isExtract)
    const messageId = uuid(environment)
    const payload = continueMessage(sendingOf(environment, messageId, from), { from, recipient: ownPractice(), extractMessageId: extract.facts.id })
    return send(state, environment, { messageId, conversationId: extract.envelope.conversationId, action: ACTION.part, from, to: ownPractice(), nhsNumber, payload, refToMessageId: extract.envelope.messageId })
  },

  /** Says what became of the candidate's last request or extract about a patient. `code` for anything but AA. */
  acknowledge(
    state: SpineState,
    { nhsNumber, of, typeCode, code, from = OTHER_PRACTICE }: { nhsNumber: string; of: 'request' | 'extract'; typeCode: 'AA' | 'AE' | 'AR'; code?: string; from?: string },
    environment: Environment,
  ): Promise<SpineDelivery> {
    const answered = mustHaveSent(state, nhsNumber, of === 'request' ? (action) => action === ACTION.request : isExtract)
    const messageId = uuid(environment)
    const payload = acknowledgement(sendingOf(environment, messageId, from), { typeCode, messageRef: answered.facts.id, ...(code !== undefined && { code }) })
    return send(state, environment, { messageId, conversationId: answered.envelope.conversationId, action: ACTION.acknowledgement, from, to: ownPractice(), nhsNumber, payload, refToMessageId: answered.envelope.messageId })
  },

  /** Delivers the last message about a patient once more, as when its acknowledgement was lost. */
  redeliver: (state: SpineState, { nhsNumber, action }: { nhsNumber: string; action?: string }): Promise<SpineDelivery> => deliverAgain(state, lastInbound(state, nhsNumber, (each) => action === undefined || each === action)),

}

/** The state as somebody sees it who cannot prove to be the Spine. */
async function asStranger(state: SpineState): Promise<SpineState> {
  if (!state.address) return state
  const name = state.address.certificate === undefined ? 'Spine' : commonNameOf(state.address.certificate)
  return { ...state, address: { ...state.address, ...(await issueCertificate(await createAuthority('Somebody else'), { commonName: name, use: 'client' })) } }
}

const commonNameOf = (certificate: string) => /CN=([^\n,]+)/.exec(new X509Certificate(certificate).subject)?.[1] ?? 'Spine'

const uuid = ({ random }: Environment) => random.uuid().toUpperCase()
const ownPractice = () => loadWorld().practice.odsCode

const send = (state: SpineState, environment: Environment, message: Message): Promise<SpineDelivery> => deliverMessage(state, environment, pack(environment, message))

/** From the system of a practice to the candidate's. */
function sendingOf(environment: Environment, id: string, from: string): Sending {
  const asidOf = (odsCode: string) => environment.directory.systems.find(({ organisation }) => organisation === odsCode)?.asid ?? ''
  return { id, from: asidOf(from), to: asidOf(ownPractice()), now: environment.clock.now() }
}

/** A file in which a part of the record comes. */
interface SkeletonFile extends File {
  /** Id under which the record has a statement in its place. */
  documentId: string
}

const placeholder = (id: string) =>
  `<NarrativeStatement classCode="OBS" moodCode="EVN"><id root="${id}"/><text>Skeleton statement</text><statusCode code="COMPLETE"/><availabilityTime value="20200101"/><reference typeCode="REFR"><referredToExternalDocument classCode="DOC" moodCode="EVN"><id root="${id}"/><code code="24891000000101" displayName="EDI messages" codeSystem="2.16.840.1.113883.2.1.3.2.4.15"><originalText>Original RCMR_IN03 EhrExtract message</originalText></code><text mediaType="text/xml"><reference value="cid:${id}"/></text></referredToExternalDocument></reference></NarrativeStatement>`

/**
 * Takes a part of a record out of it, or all of it, as systems do whose records are too large for a message: a statement stands in its
 * place. `write`: writes the message with another record in it. Source: GP2GP large messages, X-GP2GP-Skeleton.
 */
function takeApart(whole: string, { what, how, broken = false }: Skeleton, documentId: string, write: (content: RecordContent) => string): { payload: string; file: SkeletonFile } {
  const outer = what === 'message' ? write({ consultations: [{ date: '2020-01-01', text: '' }] }) : whole
  const [found] = (what === 'message' ? /<NarrativeStatement.*?<\/NarrativeStatement>/s : /<CompoundStatement classCode="CATEGORY".*?<\/CompoundStatement>/s).exec(outer) ?? []
  if (found === undefined) throw new Error('Failed to take a record apart: it has no allergy, which could come in a file of its own.')
  const content = what === 'message' ? whole : found.replace('<CompoundStatement', '<CompoundStatement xmlns="urn:hl7-org:v3"')
  const text = broken ? content.slice(0, Math.floor(content.length / 2)) : content
  return { payload: outer.replace(found, placeholder(documentId)), file: { filename: `${documentId}_EhrExtract.xml`, contentType: 'text/xml', base64: Buffer.from(text).toString('base64'), how, compressed: true, documentId } }
}

function spoilFragment(message: Message, flaw: FragmentFlaw | undefined): Message {
  if (flaw === 'not-xml') return { ...message, payload: message.payload.slice(0, Math.floor(message.payload.length * 0.6)) }
  if (flaw === 'no-content') return { ...message, enclosures: (message.enclosures ?? []).map(({ reference }) => ({ reference })) }
  return message
}

/** A file as it is named in the manifest of an extract, and what of it is held back. */
function enclose(environment: Environment, { filename, contentType, base64, how = 'enclosed', compressed = false, documentId }: File & { documentId?: string }): { enclosure: Enclosure; held: HeldFragment[] } {
  const content = compressed === true ? gzipSync(Buffer.from(base64, 'base64')).toString('base64') : base64
  const description = (large: boolean) => `Filename="${filename}" ContentType=${contentType} Compressed=${compressed ? 'Yes' : 'No'} LargeAttachment=${large ? 'Yes' : 'No'} OriginalBase64=Yes Length=${content.length}${documentId === undefined ? '' : ' DomainData="X-GP2GP-Skeleton: Yes"'}`
  const id = uuid(environment)
  if (how === 'enclosed') {
    const contentId = `${id}@spine.nhs.uk`
    return { enclosure: { reference: { href: `cid:${contentId}`, id: `_${id}`, description: description(false) }, part: { contentId, contentType, encoding: 'base64', content } }, held: [] }
  }
  const reference = { href: `mid:${id}`, id: `_${documentId ?? id}`, description: description(how !== 'separate') }
  if (how === 'separate') return { enclosure: { reference }, held: [{ messageId: id, filename, parts: [{ href: `cid:${id}`, description: description(false), content, contentType, encoded: true }] }] }
  const size = Math.ceil(content.length / how)
  const fragments = Array.from({ length: how }, (_, index): HeldFragment => {
    const messageId = uuid(environment)
    const name = `${id}_${index}.messageattachment`
    return { messageId, filename: name, parts: [{ href: `cid:${messageId}`, description: `Filename="${name}" ContentType=text/plain Compressed=No LargeAttachment=No OriginalBase64=No`, content: content.slice(index * size, (index + 1) * size), contentType: 'text/plain' }] }
  })
  const index: HeldFragment = { messageId: id, filename, parts: fragments.map(({ messageId, parts: [part] }) => ({ href: `mid:${messageId}`, description: part!.description })) }
  return { enclosure: { reference }, held: [index, ...fragments] }
}

function fragmentOf(environment: Environment, extract: InboundMessage, { messageId, filename, parts }: HeldFragment): Message {
  const from = OTHER_PRACTICE
  return {
    messageId,
    conversationId: extract.conversationId,
    action: ACTION.part,
    from,
    to: ownPractice(),
    nhsNumber: extract.nhsNumber,
    payload: fragmentMessage(sendingOf(environment, messageId, from), { from, recipient: ownPractice(), filename }),
    refToMessageId: extract.messageId,
    enclosures: parts.map(({ href, description, content, contentType = 'text/plain', encoded = false }) => ({
      reference: { href, description },
      ...(content !== undefined && { part: { contentId: href.slice(4), contentType, encoding: encoded ? ('base64' as const) : ('8bit' as const), content } }),
    })),
  }
}

function spoil(payload: string, flaw: ExtractFlaw | undefined): string {
  switch (flaw) {
    case undefined:
      return payload
    case 'not-xml':
      return payload.slice(0, Math.floor(payload.length * 0.6))
    case 'no-extract':
      return payload.replace(/<EhrExtract.*<\/EhrExtract>/s, '')
    case 'no-patient':
      return payload.replace(/<recordTarget.*?<\/recordTarget>/s, '')
    case 'entity-bomb':
      return `<!DOCTYPE bomb [<!ENTITY a "bang"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>${payload.replace('<text>', '<text>&c;')}`
  }
}

const lastSent = (state: SpineState, nhsNumber: string, fits: (action: string) => boolean): SentMessage | undefined =>
  [...state.sent.values()].findLast(({ envelope }) => state.conversations.get(envelope.conversationId) === nhsNumber && fits(envelope.action))

function mustHaveSent(state: SpineState, nhsNumber: string, fits: (action: string) => boolean): SentMessage {
  const found = lastSent(state, nhsNumber, fits)
  if (!found) throw new Error(`Failed to answer: the candidate has sent nothing about ${nhsNumber} that could be answered so.`)
  return found
}

const lastContinue = (state: SpineState, extractMessageId: string): boolean => [...state.sent.values()].some(({ facts }) => facts.part === 'continue' && facts.messageRef === extractMessageId)

function lastInbound(state: SpineState, nhsNumber: string, fits: (action: string) => boolean): InboundMessage {
  const found = state.inbound.findLast((each) => each.nhsNumber === nhsNumber && fits(each.action))
  if (!found) throw new Error(`Failed to find a message about ${nhsNumber}: none was delivered to the candidate.`)
  return found
}

const viewOf = ({ envelope, facts, attachments, size, receivedAt, times }: SentMessage): SentView => ({
  messageId: envelope.messageId,
  conversationId: envelope.conversationId,
  action: envelope.action as Action,
  ...(envelope.refToMessageId !== undefined && { refToMessageId: envelope.refToMessageId }),
  from: envelope.from,
  to: envelope.to,
  facts,
  references: envelope.references.map((reference) => ({ ...reference, described: describedIn(reference.description) })),
  attachments: attachments.map(({ contentId, contentType, encoded, content }) => ({ contentId, contentType, encoded, size: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') })),
  size,
  receivedAt,
  times,
})
