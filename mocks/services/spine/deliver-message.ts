import { deliver } from '../../kit/deliver.ts'
import type { Environment } from '../../kit/environment.ts'
import { heldBack, postTo, type Delivery, type DeliveryRequest } from '../../kit/post-to.ts'
import { NEXT_MSH, readEnvelope, TO_PARTY_MSH, writeEnvelope, type Reference } from './ebxml.ts'
import { SERVICE, type Action } from './gp2gp/codes.ts'
import { writeMultipart, type OutgoingPart } from './mime.ts'
import type { InboundAddress, InboundMessage, SpineState } from './state.ts'

/** How long the Spine waits for an acknowledgement. */
const TIMEOUT_MS = 10_000

/** What came of a delivery: the exchange, and the ebXML signal that the candidate answered with. */
export interface SpineDelivery extends Delivery {
  messageId: string
  conversationId: string
  /** Absent where the answer is none that can be read. */
  signal?: { action: string; refToMessageId: string; errors: string[] }
}

/** Something that goes with a message: a part of it, or a mention of what comes in another. */
export interface Enclosure {
  reference: Reference
  part?: OutgoingPart
}

export interface Message {
  messageId: string
  conversationId: string
  /** GP2GP, unless said otherwise. */
  service?: string
  action: Action
  /** ODS codes. */
  from: string
  to: string
  nhsNumber: string
  payload: string
  refToMessageId?: string
  enclosures?: readonly Enclosure[]
}

/** Puts a message into its envelope, as it leaves the Spine for the candidate. */
export function pack(environment: Environment, message: Message): InboundMessage {
  const { messageId, conversationId, service = SERVICE, action, from, to, nhsNumber, payload, refToMessageId, enclosures = [] } = message
  const { systems, handlers } = environment.directory
  const partyKeyOf = (odsCode: string) => systems.find(({ organisation }) => organisation === odsCode)?.partyKey ?? odsCode
  const payloadId = `${messageId}@spine.nhs.uk`
  const envelope = writeEnvelope({
    from: partyKeyOf(from),
    to: partyKeyOf(to),
    cpaId: handlers.find((each) => each.organisation === to && each.interaction === `${service}:${action}`)?.cpaId ?? 'S1',
    conversationId,
    service,
    action,
    messageId,
    timestamp: new Date(environment.clock.now()).toISOString().replace(/\.\d+/, ''),
    duplicateElimination: true,
    // What a practice sends is passed on from handler to handler; what the Spine says itself is acknowledged to it.
    ...(service === SERVICE ? { ackRequested: NEXT_MSH } : { ackRequested: TO_PARTY_MSH, syncReply: true }),
    references: [{ href: `cid:${payloadId}` }, ...enclosures.map(({ reference }) => reference)],
    ...(refToMessageId !== undefined && { refToMessageId }),
  })
  const { contentType, body } = writeMultipart(
    [
      { contentId: 'ebXMLHeader@spine.nhs.uk', contentType: 'text/xml; charset=UTF-8', encoding: '8bit', content: envelope },
      { contentId: payloadId, contentType: 'application/xml; charset=UTF-8', encoding: '8bit', content: payload },
      ...enclosures.flatMap(({ part }) => (part ? [part] : [])),
    ],
    `--=_MIME-Boundary-${messageId}`,
  )
  return { messageId, conversationId, service, action, nhsNumber, contentType, body }
}

/** Posts a message to the candidate's inbound address, as often and in the order that injected faults say. */
export async function deliverMessage(state: SpineState, environment: Environment, message: InboundMessage): Promise<SpineDelivery> {
  const address = addressOf(state)
  state.conversations.set(message.conversationId, message.nhsNumber)
  state.inbound.push(message)
  const name = { service: 'spine', delivery: 'message', subject: message.nhsNumber }
  return deliver(environment, name, () => post(address, message), async () => told(message, heldBack(requestOf(address, message))))
}

/** Posts it once more, as after an acknowledgement that was lost. */
export const deliverAgain = (state: SpineState, message: InboundMessage): Promise<SpineDelivery> => post(addressOf(state), message)

const post = async (address: InboundAddress, message: InboundMessage): Promise<SpineDelivery> => told(message, await postTo(requestOf(address, message), { ...address, timeoutMs: TIMEOUT_MS }))

const requestOf = ({ url }: InboundAddress, { service, action, contentType, body }: InboundMessage): DeliveryRequest => ({ method: 'POST', url, headers: { 'content-type': contentType, soapaction: `"${service}/${action}"` }, body })

function told({ messageId, conversationId }: InboundMessage, delivery: Delivery): SpineDelivery {
  const signal = signalIn(delivery.response?.body)
  return { ...delivery, messageId, conversationId, ...(signal && { signal }) }
}

function signalIn(body: string | undefined): SpineDelivery['signal'] {
  try {
    const { action, refToMessageId = '', errors = [] } = readEnvelope(body ?? '')
    return { action, refToMessageId, errors: errors.map(({ description }) => description) }
  } catch {
    // An answer that is no signal: whoever looks at the delivery sees what came instead.
    return undefined
  }
}

function addressOf({ address }: SpineState): InboundAddress {
  if (!address) throw new Error('Failed to deliver a message: nobody has said where the candidate takes messages in. Call setAddress first.')
  return address
}
