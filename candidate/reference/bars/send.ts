import { randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { BARS, messagesTakenBy, remoteOf, sendMessage, servicesOf, takesMessages, type BarsService, type RemoteKind, type RemoteSlot, type TakenMessage } from '../national/bars.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import { whyNotRefer } from '../referrals/why-not-refer.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { bookingMessage, eventOf, referralMessage, type Content } from './message.ts'
import { sentStore, type Sent } from './sent.ts'

/** Who may refer, book elsewhere and cancel: whoever may refer patients, or does for a clinician. */
export const demandReferrer = behaviour('bars.demandReferrer', ({ role }: Work): void => demand(role, 'B1101', 'B1102'))

/** Why a patient is not referred: they have died, or left the practice. */
export const whyNot = behaviour('bars.whyNot', (patient: RegisteredPatient): Refusal | undefined => whyNotRefer(patient))

export function referable(work: Work, patientId: string): RegisteredPatient {
  const patient = patientsOf(work.services).get(patientId)
  const refusal = whyNot(patient)
  if (refusal) throw refusal
  return patient
}

/** The service of an organisation to which something is sent: one that works. */
export const serviceChosen = behaviour('bars.serviceChosen', (services: readonly BarsService[]): BarsService | undefined => services.find(({ active }) => active))

/** The service of an organisation, as the catalogue has it now. */
export async function serviceOf(work: Work, odsCode: string): Promise<BarsService> {
  if (odsCode === '') throw new Refusal('invalid', [{ field: 'organisation', text: 'Choose where the patient is to go.' }])
  const chosen = serviceChosen(await servicesOf(work, odsCode))
  if (!chosen) throw new Refusal('rule', [{ reason: 'no-service', text: `${odsCode} has no service at the moment that takes electronic referrals or bookings. Nothing was sent. Choose another, or telephone.` }])
  return chosen
}

/** The message that a service takes, of the kind that is wanted; undefined where it takes none. */
export const messageTaken = behaviour('bars.messageTaken', (taken: readonly TakenMessage[], event: string): TakenMessage | undefined => taken.find((each) => each.event === event))

/** For which use case a referral goes: one of those that the service takes. */
export const useCaseFor = behaviour('bars.useCaseFor', ({ useCases }: TakenMessage): string => useCases[0] ?? '')

/** What has to be in a message and is not. */
export const missingIn = behaviour('bars.missingIn', (message: JsonObject, { needs }: TakenMessage): string[] => {
  const there = new Set((message['entry'] as { resource: JsonObject }[]).map(({ resource }) => resource['resourceType']))
  return needs.filter((type) => !there.has(type))
})

/** What the patient comes for; undefined when nobody has said. */
export const statedReason = behaviour('bars.statedReason', (reason: string): string | undefined => (reason === '' ? undefined : reason))

/** Where something goes: the service of the organisation that was chosen, which takes it. Nowhere else, if that cannot be. */
export const placeFor = behaviour('bars.placeFor', async (work: Work, odsCode: string, kind: RemoteKind): Promise<{ service: BarsService; taken: TakenMessage }> => {
  const service = await serviceOf(work, odsCode)
  const taken = (await takesMessages(work, service.serviceId)) ? messageTaken(await messagesTakenBy(work, service.serviceId), eventOf(kind)) : undefined
  if (!taken) throw new Refusal('rule', [{ reason: 'not-taken', text: `${service.name} takes no ${kind === 'Appointment' ? 'bookings' : 'referrals'} of this kind. Nothing was sent.` }])
  return { service, taken }
})

export interface Wanted {
  patientId: string
  odsCode: string
  reason: string
  slot?: RemoteSlot
}

/** Refers a patient to a service, or books a slot there. What was typed is kept, whatever becomes of it. */
export async function sendElsewhere(work: Work, kind: RemoteKind, { patientId, odsCode, reason, slot }: Wanted): Promise<Sent> {
  demandReferrer(work)
  const patient = referable(work, patientId)
  const why = statedReason(reason)
  if (why === undefined) throw new Refusal('invalid', [{ field: 'reason', text: 'Say what the patient comes for.' }])
  if (kind === 'Appointment' && !slot) throw new Refusal('invalid', [{ field: 'slot', text: 'Choose a time.' }])
  const { service, taken } = await placeFor(work, odsCode, kind)
  const content: Content = { patient, service, useCase: useCaseFor(taken), reason: why, reference: randomUUID() }
  const message = slot ? bookingMessage(work, { ...content, slot }) : referralMessage(work, content)
  const missing = missingIn(message, taken)
  if (missing.length > 0) throw new Refusal('rule', [{ reason: 'cannot-meet', text: `${service.name} asks for what this system cannot send (${missing.join(', ')}). Nothing was sent.` }])

  const { services, session } = work
  const { user } = session
  const details = { service, useCase: content.useCase, reason: why, reference: content.reference, ...(slot && { slot }), message, requestId: randomUUID(), by: { id: user.id, name: user.name }, at: services.clock.timestamp() }
  return transmit(work, sentStore(services).add({ patientId, kind, state: 'not-sent', details }), patient.nhsNumber)
}

/** What is sent when something is sent again: the same message, by whose id the receiver knows it. */
export const messageAgain = behaviour('bars.messageAgain', ({ details }: Sent): JsonObject => details.message)

/** Sends something again that did not arrive, or of which nobody knows. */
export async function sendAgain(work: Work, patientId: string, id: string): Promise<Sent> {
  demandReferrer(work)
  const patient = referable(work, patientId)
  const sent = ofPatient(work, patientId, id)
  if (sent.state !== 'not-sent' && sent.state !== 'unconfirmed') throw new Refusal('already-done', 'This was sent before.')
  return transmit(work, { ...sent, details: { ...sent.details, message: messageAgain(sent) } }, patient.nhsNumber)
}

/** Something of the patient on screen, and of nobody else. */
export const isOfPatient = behaviour('bars.isOfPatient', (sent: Sent, patientId: string): boolean => sent.patientId === patientId)

export function ofPatient(work: Work, patientId: string, id: string): Sent {
  const sent = sentStore(work.services).get(id)
  if (!isOfPatient(sent, patientId)) throw new Refusal('not-found', 'This patient has no such referral or booking.')
  return sent
}

const useContext = ({ kind, details }: Sent, reason: 'new' | 'update'): string => `${details.useCase}|${kind === 'Appointment' ? 'booking' : 'referral'}|${eventOf(kind)}|${reason}`

/** Sends a message about something that is held here, and gives what the receiver has of it. */
export async function deliver(work: Work, sent: Sent, message: JsonObject, { requestId, nhsNumber, reason }: { requestId: string; nhsNumber: string; reason: 'new' | 'update' }): Promise<JsonObject> {
  const { service } = sent.details
  const resource = await sendMessage(work, { serviceId: service.serviceId, message, requestId, useContext: useContext(sent, reason), kind: sent.kind })
  return resource === 'there' ? lookForIt(work, sent, nhsNumber) : resource
}

/** What the receiver has, of which it says that it came before: found by our reference. */
async function lookForIt(work: Work, { kind, details: { service, reference } }: Sent, nhsNumber: string): Promise<JsonObject> {
  const held = (await remoteOf(work, service.serviceId, kind, nhsNumber)).find(({ identifier }) => Array.isArray(identifier) && identifier.some((each) => isObject(each) && each['value'] === reference))
  if (!held) throw new NationalRefusal('national-unreadable', `${BARS} says that this came before, and ${service.name} does not have it. Telephone them.`, { outcomeUnknown: true })
  return held
}

/** What is known of something whose sending has failed. */
export const stateAfter = behaviour('bars.stateAfter', (failure: unknown): 'not-sent' | 'unconfirmed' => (failure instanceof NationalRefusal && failure.outcomeUnknown ? 'unconfirmed' : 'not-sent'))

/** Whether what could not be sent is kept, so that nobody has to type it again. */
export const keepsUnsent = behaviour('bars.keepsUnsent', (_sent: Sent): boolean => true)

/** What the user is told when something was not sent, or nobody knows. */
export const told = behaviour('bars.told', (failure: unknown, state: 'not-sent' | 'unconfirmed'): never => {
  if (!(failure instanceof Refusal)) throw failure
  const fate = state === 'unconfirmed' ? 'We do not know whether it arrived. Send it again: it will not be taken twice.' : 'It was not sent, and is kept here.'
  throw new Refusal(failure.code, `${failure.message} ${fate}`, { cause: failure })
})

/** Whether somebody at the practice is asked to see to what nobody knows. */
export const asksSomebody = behaviour('bars.asksSomebody', (state: 'not-sent' | 'unconfirmed'): boolean => state === 'unconfirmed')

async function transmit(work: Work, sent: Sent, nhsNumber: string): Promise<Sent> {
  const { services } = work
  const store = sentStore(services)
  const focus = `bars/${sent.id}`
  const { kind, patientId, details } = sent
  const name = kind === 'Appointment' ? 'booking' : 'referral'
  try {
    const held = await deliver(work, sent, details.message, { requestId: details.requestId, nhsNumber, reason: 'new' })
    return services.database.transaction(() => {
      for (const task of services.tasks.list({ status: 'requested', code: 'bars-unconfirmed', patientId })) if (task.focus === focus) services.tasks.close(task.id, 'completed', work.session.user.name)
      auditSent(work, sent, 'sent')
      return store.change({ ...sent, state: 'sent', details: { ...details, remoteId: String(held['id']), status: String(held['status'] ?? ''), checkedAt: services.clock.timestamp() } })
    })
  } catch (failure) {
    const state = stateAfter(failure)
    services.database.transaction(() => {
      if (keepsUnsent(sent)) store.change({ ...sent, state })
      else store.remove(sent.id)
      if (asksSomebody(state))
        services.tasks.raise({ code: 'bars-unconfirmed', text: `Nobody knows whether the ${name} to ${details.service.name} arrived. Send it again, or telephone them.`, patientId, focus })
      auditSent(work, sent, state)
    })
    return told(failure, state)
  }
}

/** That something was sent, or was to be. */
export const auditSent = behaviour('bars.auditSent', (work: Work, { id, kind, patientId, details }: Sent, state: string): void =>
  audited(work, { event: 'sent-elsewhere', action: 'C', outcome: state === 'sent' ? 'done' : 'failed', patientId, subject: `bars/${id}`, detail: { kind, state, to: details.service.odsCode } }),
)
