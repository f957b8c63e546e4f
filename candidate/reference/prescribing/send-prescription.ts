import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import { sendOrder, type SendResult } from '../national/eps.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { itemsStore } from './items-store.ts'
import type { Message } from './order-message.ts'
import { demandSigner, demandStrongSignIn } from './prescriber.ts'
import { prescriptionsStore, type Prescription } from './prescriptions-store.ts'

const TASK = 'prescription-unsent'

/** What goes to EPS: what was signed, under the id it always has. */
export const toSend = behaviour(
  'prescribing.toSend',
  (_work: Work, { message, requestId }: Prescription): { message: string; requestId: string } => ({ message, requestId }),
)

/**
 * What a missing answer means: the prescription stays signed, and somebody has to see to it. It may be at EPS or not, so it
 * is neither sent nor not sent, and no other is written in its place.
 */
export const afterSilence = behaviour(
  'prescribing.afterSilence',
  (work: Work, prescription: Prescription, refusal: Refusal): Prescription => {
    const { tasks, database } = work.services
    const { shortId, patientId } = prescription
    const unknown = refusal instanceof NationalRefusal && refusal.outcomeUnknown
    database.transaction(() => {
      tasks.raise({
        code: TASK,
        patientId,
        focus: `Prescription/${shortId}`,
        text: `Prescription ${shortId} is signed, and EPS has not confirmed that it has it. Send it again: it is the same prescription, and cannot be dispensed twice.`,
      })
      audited(work, {
        event: 'prescription-not-confirmed',
        action: 'E',
        outcome: 'failed',
        patientId,
        subject: `Prescription/${shortId}`,
        detail: { code: refusal.code },
      })
    })
    const state = unknown ? 'is signed, but we do not know whether EPS has it' : 'is signed, but was not sent'
    throw new Refusal(
      refusal.code,
      `${refusal.message} Prescription ${shortId} ${state}. It is kept, and on the list of tasks. Send it again from the patient’s medication, and do not write another.`,
      {
        cause: refusal.cause,
        ...(refusal.retryAfterSeconds !== undefined && { retryAfterSeconds: refusal.retryAfterSeconds }),
      },
    )
  },
)

/** What a refusal by EPS means: nothing of it is on its way, and its items can be mended and signed anew. */
export const afterRefusal = behaviour(
  'prescribing.afterRefusal',
  (work: Work, prescription: Prescription, { text, codes }: Extract<SendResult, { outcome: 'refused' }>): Prescription => {
    const { services } = work
    const { shortId, patientId } = prescription
    const store = itemsStore(services)
    services.database.transaction(() => {
      prescriptionsStore(services).setStatus(prescription, 'refused', text)
      for (const item of store.ofPrescription(prescription.id)) store.update(item, { status: 'draft', prescription: null, problem: text })
      closeTask(work, shortId, 'cancelled')
      audited(work, {
        event: 'prescription-refused',
        action: 'E',
        outcome: 'failed',
        patientId,
        subject: `Prescription/${shortId}`,
        detail: { code: codes.join(', ') },
      })
    })
    throw new Refusal(
      'national-refused',
      `EPS did not accept prescription ${shortId}: ${text} Nothing was sent to a pharmacy. The items wait to be corrected and signed again.`,
    )
  },
)

/** Sends a signed prescription, for the first time or again. */
export async function sendPrescription(work: Work, prescription: Prescription, { again = false } = {}): Promise<Prescription> {
  let result: SendResult
  try {
    result = await sendOrder(work, toSend(work, prescription))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return afterSilence(work, prescription, error)
  }
  // When it is sent again, "you have sent this before" is the answer we missed.
  const isThere = again && result.outcome === 'refused' && result.codes.includes('DUPLICATE_PRESCRIPTION_ID')
  return result.outcome === 'refused' && !isThere ? afterRefusal(work, prescription, result) : markSent(work, prescription)
}

/** Whether the signed-in user is the one who signed: EPS wants the user in the message to be the one who sends it. */
export const isSigner = behaviour(
  'prescribing.isSigner',
  ({ session }: Work, { signedBy }: Prescription): boolean => signedBy.id === session.user.id,
)

/** Sends a prescription again that EPS did not confirm. Only who signed it can: EPS wants the user and role in the message. */
export async function sendAgain(work: Work, shortId: string): Promise<Prescription> {
  demandSigner(work)
  demandStrongSignIn(work)
  const { services, role } = work
  const prescription = prescriptionsStore(services).byShortId(shortId)
  if (prescription.status !== 'signed')
    throw new Refusal(
      'already-done',
      prescription.status === 'sent' ? 'EPS has this prescription already.' : 'EPS refused this prescription. Sign its items anew.',
    )
  if (!isSigner(work, prescription))
    throw new Refusal('not-permitted', `Only ${prescription.signedBy.name}, who signed this prescription, can send it.`)
  if (prescription.signedBy.id === work.session.user.id && roleIn(prescription) !== role.id)
    throw new Refusal('rule', 'You signed this prescription in another of your roles. Choose that role, and send it again.')
  if (prescription.validUntil < services.clock.today())
    throw new Refusal('rule', 'This prescription is no longer valid. Cancel it, and prescribe again.')
  return sendPrescription(work, prescription, { again: true })
}

function markSent(work: Work, prescription: Prescription): Prescription {
  const { services } = work
  const store = itemsStore(services)
  return services.database.transaction(() => {
    for (const item of store.ofPrescription(prescription.id)) store.update(item, { status: 'sent' })
    closeTask(work, prescription.shortId, 'completed')
    audited(work, {
      event: 'prescription-sent',
      action: 'E',
      patientId: prescription.patientId,
      subject: `Prescription/${prescription.shortId}`,
    })
    return prescriptionsStore(services).setStatus(prescription, 'sent')
  })
}

function closeTask({ services, session }: Work, shortId: string, as: 'completed' | 'cancelled'): void {
  for (const task of services.tasks.list({ status: 'requested', code: TASK })) {
    if (task.focus === `Prescription/${shortId}`) services.tasks.close(task.id, as, session.user.name)
  }
}

function roleIn({ message }: Prescription): string | undefined {
  const { entry } = JSON.parse(message) as Message
  const role = entry.find(({ resource }) => resource.resourceType === 'PractitionerRole')?.resource
  return (role?.['identifier'] as { value?: string }[] | undefined)?.[0]?.value
}
