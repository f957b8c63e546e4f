import { behaviour } from '../behaviour.ts'
import { REFERENCE } from '../national/nhs-app.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { RECEIPT_STATUSES, type Message, type MessageState, type Receipt, type ReceiptStatus } from './message.ts'
import { messagesStore } from './messages-store.ts'

/** A receipt as the NHS App posts it, and of which message it speaks. */
export interface IncomingReceipt {
  communicationId?: string
  reference?: string
  receipt: Receipt
}

const STATUS = 'https://fhir.nhs.uk/CodeSystem/NHSApp-Communication-Status'

/**
 * Reads a receipt; undefined for one that is not worth taking in. Source: NHS App callback specification, Send a real-time receipt.
 *
 * @throws Refusal `invalid` for what is none
 */
export const readReceipt = behaviour('messaging.readReceipt', (body: JsonObject): IncomingReceipt | undefined => {
  const code = isObject(body['code']) ? body['code'] : {}
  const told = objects(code['coding']).find(({ system }) => system === STATUS)?.['code']
  const status = RECEIPT_STATUSES.find((known) => known === told)
  const at = Date.parse(String(body['lastModified']))
  if (body['resourceType'] !== 'Task' || !status || Number.isNaN(at))
    throw new Refusal('invalid', 'This is no receipt: a Task with a status of the NHS App, and a time.')
  const identifier = (system: string) => objects(body['identifier']).find((each) => each['system'] === system)?.['value']
  const [theirs, ours] = [identifier(REFERENCE.theirs), identifier(REFERENCE.ours)]
  if (typeof theirs !== 'string') throw new Refusal('invalid', 'This receipt does not say of which message it is.')
  const reason = isObject(body['statusReason']) ? body['statusReason']['text'] : undefined
  return {
    communicationId: theirs,
    ...(typeof ours === 'string' && { reference: ours }),
    receipt: { status, at: new Date(at).toISOString(), ...(typeof reason === 'string' && { reason }) },
  }
})

/** The message that a receipt is about. One of which we never had an answer is known by the reference we gave it. */
export const messageOfReceipt = behaviour(
  'messaging.messageOfReceipt',
  (services: Services, { communicationId, reference }: IncomingReceipt): Message | undefined =>
    messagesStore(services).find({ communicationId, reference }),
)

/** Whether a receipt has come before: networks deliver twice. */
export const isRepeated = behaviour('messaging.isRepeated', ({ receipts }: Message, { status, at }: Receipt): boolean =>
  receipts.some((known) => known.status === status && known.at === at),
)

/** What a receipt makes of a message. Receipts overtake each other: what was read stays read. */
export const stateAfterReceipt = behaviour('messaging.stateAfterReceipt', (state: MessageState, told: ReceiptStatus): MessageState => {
  if (state === 'read' || told === 'Read') return 'read'
  if (state === 'delivered' || told === 'Delivered') return 'delivered'
  if (told === 'Rejected') return 'rejected'
  // A push notification was tried: the message is with the NHS App, whatever we knew before.
  return state === 'rejected' ? state : 'sent'
})

/** What the practice has to do when the NHS App could not deliver: reach the patient another way. */
export const onRejection = behaviour(
  'messaging.onRejection',
  ({ tasks }: Services, { id, patientId }: Message, { reason }: Receipt): void => {
    tasks.raise({
      code: 'message-rejected',
      patientId,
      focus: `Communication/${id}`,
      text: `The NHS App could not deliver a message to this patient${reason === undefined ? '' : `: ${reason}`}. Reach them another way.`,
    })
  },
)

/** Takes a receipt in; one for a message that this practice did not send changes nothing. */
export function takeReceipt(
  services: Services,
  incoming: IncomingReceipt,
  { device, interaction }: { device: string; interaction: string },
): void {
  const { database, audit, tasks } = services
  const { receipt } = incoming
  database.transaction(() => {
    const message = messageOfReceipt(services, incoming)
    const agent = { system: 'NHS App', device }
    if (!message) {
      audit.record({
        event: 'receipt-of-nothing',
        action: 'R',
        outcome: 'refused',
        agent,
        interaction,
        detail: { code: 'not-found', communicationId: incoming.communicationId },
      })
      return
    }
    const repeated = isRepeated(message, receipt)
    audit.record({
      event: 'receipt-taken',
      action: 'U',
      outcome: 'done',
      agent,
      interaction,
      patientId: message.patientId,
      subject: `Communication/${message.id}`,
      detail: { status: receipt.status, ...(repeated && { repeated }) },
    })
    if (repeated) return
    const store = messagesStore(services)
    store.addReceipt(message.id, receipt)
    const state = stateAfterReceipt(message.state, receipt.status)
    store.become(message.id, state, {
      ...(incoming.communicationId !== undefined && { communicationId: incoming.communicationId }),
      ...(state === 'rejected' && receipt.reason !== undefined && { problem: receipt.reason }),
    })
    if (state === 'rejected') onRejection(services, message, receipt)
    // Whoever was to find out what became of it need not any more.
    const doubts = tasks.list({ status: 'requested', code: 'message-unconfirmed', patientId: message.patientId })
    for (const { id, focus } of doubts) if (focus === `Communication/${message.id}`) tasks.close(id, 'completed', 'NHS App')
  })
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
