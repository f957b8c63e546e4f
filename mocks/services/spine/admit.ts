import type { Call } from '../../kit/call.ts'
import { empty } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import { NEXT_MSH, PARTY_TYPE, TO_PARTY_MSH } from './ebxml.ts'
import { messageError, soapFault, type EbxmlErrorName } from './errors.ts'
import { ACTIONS, SERVICE } from './gp2gp/codes.ts'
import { PSIS, UPDATE } from './summaries/codes.ts'
import { MimeProblem } from './mime.ts'
import { readMessage, type ReadMessage } from './read-message.ts'
import type { SpineState } from './state.ts'

const EXTERNAL_INTERFACE = 'Spine external interface specification: ebXML messages'
const EBXML = 'ebXML Message Service 2.0'
const MESSAGE_ID = /^[0-9A-F]{8}-([0-9A-F]{4}-){3}[0-9A-F]{12}$/

/** No message may be larger, all parts together. What is more goes in pieces. Source: GP2GP large messaging. */
export const LARGEST_MESSAGE = 5_000_000

/** How messages of one kind are to be handed over. Source: interaction table and message patterns of the message handling adaptor. */
export interface Pattern {
  service: string
  actions: readonly string[]
  /** Who acknowledges, as `eb:AckRequested` names them. */
  actor: string
  /** Whether the acknowledgement is asked for on the same connection (`eb:SyncReply`). */
  syncReply: boolean
}

/** Passed on to another practice. */
export const FORWARD_RELIABLE: Pattern = { service: SERVICE, actions: ACTIONS, actor: NEXT_MSH, syncReply: false }

/** Worked on by the Spine, which says later what became of it. */
export const ASYNC_RELIABLE: Pattern = { service: PSIS, actions: [UPDATE], actor: TO_PARTY_MSH, syncReply: true }

/** The Spine is reached through mutual TLS only. */
export function demandCertificate(call: Call<SpineState>): void {
  if (call.incoming.clientCertificate) return
  refuse(empty(403), { rule: 'client-certificate-missing', detail: 'the call came without a verified client certificate', clause: `${EXTERNAL_INTERFACE}, transport` })
}

/** Takes a posted message apart, or refuses it: what is no multipart message with 400, what is none of the Spine's with a SOAP fault. */
export function read(call: Call<SpineState>): ReadMessage {
  if (call.body.byteLength > LARGEST_MESSAGE)
    refuse(soapFault('systemFailure'), { rule: 'too-large', detail: `the message has ${call.body.byteLength} bytes, the most is ${LARGEST_MESSAGE}`, clause: 'GP2GP large messaging', pointer: 'body' })
  try {
    return readMessage(call.header('content-type') ?? '', call.body)
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    return refuse(thrown instanceof MimeProblem ? empty(400) : soapFault('notWellFormed'), { rule: 'not-well-formed', detail, clause: `${EXTERNAL_INTERFACE}, packaging`, pointer: 'body' })
  }
}

/** Looks at the envelope as the Spine does: parties, contract, service, reliability, manifest. */
export function checkEnvelope(call: Call<SpineState>, { envelope, contentIds }: ReadMessage, pattern: Pattern): void {
  const { directory, clock } = call.environment
  const wrong = (name: EbxmlErrorName, rule: string, detail: string, pointer: string): never => refuse(messageError(call, envelope, name), { rule, detail, clause: EBXML, pointer })
  const { from, to, action, service } = envelope

  if (envelope.toType !== PARTY_TYPE || envelope.fromType !== PARTY_TYPE) wrong('partyType', 'party-type', `types of the parties: ${envelope.fromType}, ${envelope.toType}`, 'eb:PartyId')
  if (!directory.systems.some(({ partyKey }) => partyKey === from)) wrong('unknownFrom', 'from-party', `nobody has the party key ${from}`, 'eb:From')
  if (!directory.systems.some(({ partyKey }) => partyKey === to)) wrong('unknownTo', 'to-party', `nobody has the party key ${to}`, 'eb:To')
  if (service !== pattern.service || !pattern.actions.includes(action)) wrong('unknownService', 'service', `service ${service}, action ${action}`, 'eb:Service')
  const soapAction = (call.header('soapaction') ?? '').replaceAll('"', '')
  if (soapAction !== `${service}/${action}`) wrong('soapAction', 'soap-action', `SOAPAction is ${soapAction || 'missing'}, expected ${service}/${action}`, 'soapaction')
  const handler = directory.handlers.find((each) => each.partyKey === to && each.interaction === `${service}:${action}`)
  if (handler?.cpaId !== envelope.cpaId) wrong('unknownCpa', 'cpa-id', `CPA id ${envelope.cpaId} is not that of ${to} for ${action}`, 'eb:CPAId')
  if (!MESSAGE_ID.test(envelope.messageId)) wrong('messageId', 'message-id', `message id ${envelope.messageId}`, 'eb:MessageId')
  if (envelope.conversationId === '') wrong('conversation', 'conversation-id', 'no conversation id', 'eb:ConversationId')
  if (!envelope.duplicateElimination) wrong('reliability', 'duplicate-elimination', 'duplicates are not asked to be eliminated', 'eb:DuplicateElimination')
  if (envelope.ackRequested !== pattern.actor) wrong('reliability', 'ack-requested', `acknowledgement asked of ${envelope.ackRequested ?? 'nobody'}, expected ${pattern.actor}`, 'eb:AckRequested')
  if (pattern.syncReply && envelope.syncReply !== true) wrong('reliability', 'sync-reply', 'the acknowledgement is not asked for on the same connection', 'eb:SyncReply')
  if (envelope.timeToLive !== undefined && !(Date.parse(envelope.timeToLive) > clock.now())) wrong('expired', 'time-to-live', `it was to live until ${envelope.timeToLive}`, 'eb:TimeToLive')
  if (Number.isNaN(Date.parse(envelope.timestamp))) call.note({ rule: 'timestamp', detail: `the time of the message is ${envelope.timestamp || 'missing'}`, clause: EBXML, pointer: 'eb:Timestamp' })

  const named = envelope.references.filter(({ href }) => href.startsWith('cid:')).map(({ href }) => href.slice(4))
  const missing = named.filter((id) => !contentIds.includes(id))
  const unnamed = contentIds.filter((id) => !named.includes(id))
  if (missing.length > 0 || unnamed.length > 0) wrong('manifest', 'manifest', `named and not there: ${missing.join(', ') || 'none'}; there and not named: ${unnamed.join(', ') || 'none'}`, 'eb:Manifest')
}

/** Looks at what the Spine itself reads of the payload: the interaction, and the systems on both sides. */
export function checkPayload(call: Call<SpineState>, { envelope, facts, flaws, closed }: Pick<ReadMessage, 'envelope' | 'facts' | 'flaws' | 'closed'>): void {
  const { systems } = call.environment.directory
  const asidOf = (partyKey: string) => systems.find((each) => each.partyKey === partyKey)?.asid
  const wrong = (rule: string, detail: string): never => refuse(soapFault('systemFailure'), { rule, detail, clause: `${EXTERNAL_INTERFACE}, HL7 transmission wrapper`, pointer: 'payload' })
  if (facts.interaction !== envelope.action) wrong('interaction', `the payload is ${facts.interaction}, the action ${envelope.action}`)
  if (facts.from !== asidOf(envelope.from)) wrong('from-asid', `${facts.from || 'no ASID'} is not the system of ${envelope.from}`)
  if (facts.to !== asidOf(envelope.to)) wrong('to-asid', `${facts.to || 'no ASID'} is not the system of ${envelope.to}`)
  for (const flaw of flaws) call.note(flaw)
  if (!closed) call.note({ rule: 'mime-end', detail: 'the closing boundary is missing', clause: 'RFC 2046, 5.1.1', pointer: 'body' })
}
