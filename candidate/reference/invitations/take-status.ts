import { behaviour } from '../behaviour.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Invitation, Recipient, RecipientState } from './invitation.ts'
import { invitationsStore } from './invitations-store.ts'
import { settleDoubt } from './send-invitation.ts'

/** One event of NHS Notify: what has become of one message. */
export interface StatusEvent {
  /** The same for the same event, however often it comes. */
  key: string
  /** Our reference. */
  reference: string
  messageId: string
  status: string
  /** ISO 8601 instant. */
  at: string
  reason?: string
}

/**
 * Reads a callback with the status of messages: one event or several. Events about single channels are none of ours: what counts
 * for the practice is whether the patient was reached. Source: NHS Notify API, message status callback.
 *
 * @throws Refusal `invalid` for what is none
 */
export const readStatusEvents = behaviour('invitations.readStatusEvents', (body: JsonObject): StatusEvent[] => {
  const list = Array.isArray(body['data']) ? body['data'].filter(isObject) : []
  if (list.length === 0) throw new Refusal('invalid', 'This is no callback of NHS Notify: it holds no events.')
  return list.filter(({ type }) => type !== 'ChannelStatus').map((event) => {
    const attributes = isObject(event['attributes']) ? event['attributes'] : {}
    const meta = isObject(event['meta']) ? event['meta'] : {}
    const { messageId, messageReference, messageStatus, messageStatusDescription, timestamp } = attributes
    const at = Date.parse(String(timestamp))
    if (event['type'] !== 'MessageStatus' || typeof messageReference !== 'string' || typeof messageStatus !== 'string' || Number.isNaN(at))
      throw new Refusal('invalid', 'This is no callback of NHS Notify: an event lacks its message, its status or its time.')
    return {
      key: typeof meta['idempotencyKey'] === 'string' ? meta['idempotencyKey'] : `${messageReference} ${messageStatus} ${at}`,
      reference: messageReference,
      messageId: String(messageId),
      status: messageStatus,
      at: new Date(at).toISOString(),
      ...(typeof messageStatusDescription === 'string' && { reason: messageStatusDescription }),
    }
  })
})

/** Whether an event has come before. */
export const hasCome = behaviour('invitations.hasCome', (services: Services, { key }: StatusEvent): boolean => invitationsStore(services).hasTaken(key))

/** What an event makes of one patient's message; undefined when it changes nothing. Callbacks overtake each other: an end stays an end. */
export const stateAfterStatus = behaviour('invitations.stateAfterStatus', (recipient: Recipient, { status, at }: StatusEvent): RecipientState | undefined => {
  const next: RecipientState = status === 'delivered' ? 'delivered' : status === 'failed' ? 'failed' : 'waiting'
  if (recipient.toldAt !== undefined && recipient.toldAt > at) return undefined
  if ((recipient.state === 'delivered' || recipient.state === 'failed') && next === 'waiting') return undefined
  return next
})

/** What the practice has to do when a patient could not be reached. */
export const onUnreached = behaviour('invitations.onUnreached', ({ tasks }: Services, invitation: Invitation, { patientId }: Recipient, { reason }: StatusEvent): void => {
  tasks.raise({
    code: 'invitation-failed',
    patientId,
    focus: `CommunicationRequest/${invitation.id}`,
    text: `NHS Notify could not reach this patient with the invitation "${invitation.purpose}"${reason === undefined ? '' : `: ${reason}`}. Invite them another way.`,
  })
})

/** To which of our invitations, and to whom of it, an event belongs: by the reference that we gave. */
export const recipientOfEvent = behaviour('invitations.recipientOfEvent', (services: Services, { reference }: StatusEvent): { invitation: Invitation; recipient: Recipient } | undefined => {
  const invitation = invitationsStore(services).ofReference(reference)
  const recipient = invitation?.recipients.find((each) => each.reference === reference)
  return invitation && recipient && { invitation, recipient }
})

/** Whatever an event says of a message, NHS Notify has the batch: who doubted it need not any more. */
export const settleBatch = behaviour('invitations.settleBatch', (services: Services, { id, state }: Invitation): void => {
  if (state === 'sent') return
  invitationsStore(services).become(id, 'sent')
  settleDoubt(services, id)
})

/** Who the audit trail says has told of a message. */
export const agentOfCallback = behaviour('invitations.agentOfCallback', (device: string) => ({ system: 'NHS Notify', device }))

/** Takes events in; one about a message that this practice did not send changes nothing. */
export function takeStatusEvents(services: Services, events: readonly StatusEvent[], { device, interaction }: { device: string; interaction: string }): void {
  const { database, audit } = services
  const store = invitationsStore(services)
  const agent = agentOfCallback(device)
  database.transaction(() => {
    for (const event of events) {
      const found = recipientOfEvent(services, event)
      if (!found) {
        audit.record({ event: 'status-of-nothing', action: 'R', outcome: 'refused', agent, interaction, detail: { code: 'not-found', messageId: event.messageId } })
        continue
      }
      const { invitation, recipient } = found
      const repeated = hasCome(services, event)
      const { patientId } = recipient
      audit.record({ event: 'status-taken', action: 'U', outcome: 'done', agent, interaction, patientId, subject: `CommunicationRequest/${invitation.id}`, detail: { status: event.status, ...(repeated && { repeated }) } })
      if (repeated) continue
      store.take(event.key)
      settleBatch(services, invitation)
      const state = stateAfterStatus(recipient, event)
      if (state === undefined) continue
      store.tell(recipient.reference ?? event.reference, { state, at: event.at, messageId: event.messageId, ...(event.reason !== undefined && { reason: event.reason }) })
      if (state === 'failed') onUnreached(services, invitation, recipient, event)
    }
  })
}
