import { randomUUID } from 'node:crypto'
import type { RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import type { ClientCertificate } from '../http/client-certificate.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { readEnvelope, writeAcknowledgment, writeMessageError } from './ebxml.ts'
import { readMultipart } from './mime.ts'
import { spineStore, type IncomingMessage } from './spine-store.ts'

/** Whether a caller is the Spine: it holds a certificate that our authority signed for it, and not for somebody else. */
export const isTheSpine = behaviour('spine.isTheSpine', (certificate: ClientCertificate | undefined, name: string): boolean => certificate?.trusted === true && certificate.name === name)

/**
 * Takes a delivered message apart. The payload is left as it came: whether it can be read is for whoever it is meant for.
 *
 * @throws Error when it is no multipart message with an ebXML envelope
 */
export function readDelivery(contentType: string, body: Uint8Array): IncomingMessage {
  const [first, second, ...rest] = readMultipart(contentType, body).parts
  if (!first || !second) throw new Error('envelope and payload are not both there')
  return {
    envelope: readEnvelope(first.content.toString()),
    payload: second.content.toString(),
    parts: rest.map(({ contentId, contentType: type, content, encoding }) => ({ contentId, contentType: type, base64: content.toString('base64'), encoded: encoding === 'base64' })),
  }
}

/** Keeps a message for whoever works on it. One that is here already is not kept twice: its acknowledgement was lost. */
export const keepDelivery = behaviour('spine.keepDelivery', (services: Services, message: IncomingMessage, about: string): void => void spineStore(services).takeIn(message, about))

/**
 * Takes in what the Spine delivers: 202 with an acknowledgement once it is kept, 400 for what is no message, a MessageError for what
 * is meant for somebody else. `aboutWhom` finds out whose message it is.
 */
export async function receive(context: RequestContext, aboutWhom: (services: Services, message: IncomingMessage) => string): Promise<Response> {
  const services = context.get('services')
  const { spine, clock } = services
  const certificate = context.env?.clientCertificate?.()
  if (!spine || !isTheSpine(certificate, spine.settings.spineName)) throw new Refusal('not-signed-in', 'Only the Spine may deliver messages here.')
  let message: IncomingMessage
  try {
    message = readDelivery(context.req.header('content-type') ?? '', new Uint8Array(await context.req.arrayBuffer()))
  } catch (error) {
    throw new Refusal('invalid', `This is no message that can be read: ${(error as Error).message}.`)
  }
  const { envelope } = message
  const made = { id: randomUUID().toUpperCase(), now: clock.now() }
  const signal = (status: 202 | 400, body: string) => context.body(body, status, { 'content-type': 'text/xml' })
  if (envelope.to !== spine.settings.partyKey) return signal(400, writeMessageError(envelope, `Unknown eb:To eb:PartyId ${envelope.to}`, made))
  keepDelivery(services, message, aboutWhom(services, message))
  return signal(202, writeAcknowledgment(envelope, made))
}
