import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { sendThroughNhsApp } from '../national/nhs-app.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import type { Message, MessageState } from './message.ts'
import { messagesStore } from './messages-store.ts'

/** The longest text the NHS App takes. Source: NHS App API, Send an in-app message. */
const LONGEST = 5000
/** The NHS App refuses anything that looks like a tag. */
const MARKUP = /<[^>]*>/

/** Who may write to patients: whoever may amend what the practice knows of them. The national list has no activity for messages. */
export const demandWriter = behaviour('messaging.demandWriter', ({ role }: Work): void => demand(role, 'B0825'))

/** The text to send: all of it or nothing. A text that was cut short says something else. */
export const textToSend = behaviour('messaging.textToSend', (typed: string): string => {
  const refuse = (text: string) => new Refusal('invalid', [{ field: 'text', text }])
  if (typed.trim() === '') throw refuse('Write the message.')
  if (typed.length > LONGEST)
    throw refuse(`The message has ${typed.length} characters; the NHS App takes ${LONGEST}. It was not sent. Make it shorter.`)
  if (MARKUP.test(typed)) throw refuse('The NHS App takes no text between < and >. The message was not sent. Write it another way.')
  return typed
})

/** Why a patient is not written to: they have died, left the practice, or asked for no messages in the NHS App. */
export const whyNotWrite = behaviour(
  'messaging.whyNotWrite',
  ({ national, status }: RegisteredPatient, isRefused: boolean): Refusal | undefined => {
    const rule = (reason: string, text: string) => new Refusal('rule', [{ reason, text }])
    if (national.deceasedDateTime) return rule('deceased', 'This patient has died. The message was not sent.')
    if (status === 'left') return rule('inactive', 'This patient has left the practice. The message was not sent.')
    if (isRefused)
      return rule('opted-out', 'This patient has asked for no messages in the NHS App. The message was not sent. Reach them another way.')
    return undefined
  },
)

/** The message that this very click has sent already; a browser that sends a form twice does not make two messages. */
export const sentBefore = behaviour('messaging.sentBefore', (work: Work, click: string | undefined): Message | undefined =>
  click === undefined ? undefined : messagesStore(work.services).ofClick(work.session.user.id, click),
)

/** Sends a message to a patient's NHS App. Whatever happens then, the message is on record with what became of it. */
export async function sendMessage(
  work: Work,
  { patientId, text: typed, click }: { patientId: string; text: string; click?: string | undefined },
): Promise<Message> {
  demandWriter(work)
  const { services, session } = work
  const before = sentBefore(work, click)
  if (before) return before
  const store = messagesStore(services)
  const patient = patientsOf(services).get(patientId)
  const refusal = whyNotWrite(patient, store.isRefused(patient.id))
  if (refusal) throw refusal
  const text = textToSend(typed)
  // On record before it leaves: a system that dies now still knows that it may have been sent.
  const message = services.database.transaction(() => {
    const added = store.add({ patientId: patient.id, text, author: session.user, ...(click !== undefined && { click }) })
    audited(work, { event: 'message-written', action: 'C', patientId: patient.id, subject: `Communication/${added.id}` })
    return added
  })
  return handOver(work, message, patient)
}

/** Sends a message again that the NHS App did not take. One that it may have taken needs the user's word that they want that. */
export async function sendAgain(work: Work, { id, despiteDoubt }: { id: string; despiteDoubt: boolean }): Promise<Message> {
  demandWriter(work)
  const { services } = work
  const store = messagesStore(services)
  const message = store.get(id)
  const doubt = doubtOfSendingAgain(message)
  if (doubt && !(doubt.code === 'needs-confirmation' && despiteDoubt)) throw doubt
  const patient = patientsOf(services).get(message.patientId)
  const refusal = whyNotWrite(patient, store.isRefused(patient.id))
  if (refusal) throw refusal
  audited(work, { event: 'message-sent-again', action: 'U', patientId: patient.id, subject: `Communication/${id}` })
  return handOver(work, store.become(id, 'sending'), patient)
}

/** What speaks against sending a message again: it has arrived, or may have. */
export const doubtOfSendingAgain = behaviour('messaging.doubtOfSendingAgain', ({ state }: Message): Refusal | undefined => {
  if (state === 'not-sent' || state === 'rejected') return undefined
  if (state === 'unknown' || state === 'sending')
    return new Refusal('needs-confirmation', [
      {
        reason: 'warning-may-have-arrived',
        text: 'The NHS App may have this message already: we had no clear answer. If you send it again, the patient may get it twice.',
      },
    ])
  return new Refusal('already-done', 'The NHS App has this message already.')
})

/** What it means that the NHS App took a message in: it is on its way, and no more. Delivery is told by receipts. */
export const stateAfterAcceptance = behaviour('messaging.stateAfterAcceptance', (): MessageState => 'sent')

/** What a failure means for the message: it was not sent, or nobody knows. */
export const stateAfterFailure = behaviour('messaging.stateAfterFailure', (failure: Refusal): MessageState =>
  failure instanceof NationalRefusal && failure.outcomeUnknown ? 'unknown' : 'not-sent',
)

/** How a message that did not get through is kept, so that somebody sees it and can send it again. */
export const keepUnsent = behaviour('messaging.keepUnsent', (work: Work, message: Message, state: MessageState, problem: string): void => {
  const { services } = work
  messagesStore(services).become(message.id, state, { problem })
  services.tasks.raise({
    code: state === 'unknown' ? 'message-unconfirmed' : 'message-not-sent',
    patientId: message.patientId,
    focus: `Communication/${message.id}`,
    text:
      state === 'unknown'
        ? `A message may not have reached the NHS App. ${problem}`
        : `A message was not sent to the patient's NHS App. ${problem}`,
  })
})

/** What the user is told when the NHS App did not take a message. */
export const toldOfFailure = behaviour('messaging.toldOfFailure', (failure: Refusal, state: MessageState): Refusal => {
  const fate = state === 'unknown' ? 'We do not know whether the message was sent.' : 'The message was not sent.'
  return new Refusal(failure.code, `${failure.message} ${fate} It is kept on the patient's record.`, {
    cause: failure,
    ...(failure.retryAfterSeconds !== undefined && { retryAfterSeconds: failure.retryAfterSeconds }),
  })
})

async function handOver(work: Work, message: Message, { nhsNumber, id: patientId }: RegisteredPatient): Promise<Message> {
  const { services } = work
  const { text, reference } = message
  try {
    const communicationId = await sendThroughNhsApp(work, { nhsNumber, text, reference, odsCode: services.config.practice.odsCode })
    return services.database.transaction(() => {
      const sent = messagesStore(services).become(message.id, stateUnlessTold(work, message, stateAfterAcceptance()), { communicationId })
      audited(work, { event: 'message-sent', action: 'E', patientId, subject: `Communication/${message.id}`, detail: { communicationId } })
      return sent
    })
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    const state = stateUnlessTold(work, message, stateAfterFailure(failure))
    if (state === 'delivered' || state === 'read') return messagesStore(services).get(message.id)
    services.database.transaction(() => {
      keepUnsent(work, message, state, failure.message)
      audited(work, {
        event: 'message-not-sent',
        action: 'E',
        outcome: 'failed',
        patientId,
        subject: `Communication/${message.id}`,
        detail: { code: failure.code, state },
      })
    })
    throw toldOfFailure(failure, state)
  }
}

/** The new state, unless a receipt came while the NHS App was still answering: that knows more. */
function stateUnlessTold({ services }: Work, { id }: Message, state: MessageState): MessageState {
  const now = messagesStore(services).get(id).state
  return now === 'sending' ? state : now
}
