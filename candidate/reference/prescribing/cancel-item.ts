import { randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import { cancelItem as askEps, type CancellationAnswer, type Sealed } from '../national/eps.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { cancelMessage } from './cancel-message.ts'
import { CANCELLATION_REASONS } from './eps-systems.ts'
import type { CancellationNote, Item, ItemStatus } from './item.ts'
import { itemsStore } from './items-store.ts'
import { demandStrongSignIn } from './prescriber.ts'
import { prescriptionsStore, type Prescription } from './prescriptions-store.ts'

const TASK = 'cancellation-unconfirmed'

/** Who may cancel: prescribers, and whoever has that activity of its own. */
export const demandCanceller = behaviour('prescribing.demandCanceller', ({ role }: Work): void =>
  demand(role, 'B0468', 'B0420', 'B0440', 'B0058'),
)

/** What an outcome means for the item, and for the user. Without a status it is as it was. */
export interface Meaning {
  status?: ItemStatus
  text: string
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  'R-0001': { status: 'cancelled', text: 'Cancelled. It can no longer be dispensed.' },
  'R-0002': {
    text: 'Not cancelled: it is with the pharmacy. It is marked, and will be cancelled only if the pharmacy gives it back. Ring the pharmacy.',
  },
  'R-0003': {
    text: 'Not cancelled: the pharmacy is dispensing it. It is marked, and will be cancelled only if the pharmacy gives it back. Ring the pharmacy.',
  },
  'R-0004': { status: 'dispensed', text: 'Not cancelled: it has been dispensed. Speak to the patient.' },
  'R-0005': { status: 'expired', text: 'Not cancelled: it had expired. It can no longer be dispensed.' },
  'R-0006': { status: 'cancelled', text: 'It had been cancelled before. It can no longer be dispensed.' },
  'R-0007': { text: 'Not cancelled by you: another prescriber has asked for its cancellation, and the pharmacy has not given it back.' },
  'R-0008': { text: 'Not cancelled: EPS does not find it. Ring the pharmacy to make sure that it is not dispensed.' },
  'R-0009': { text: 'Not cancelled: cancelling is switched off in EPS. Ring the pharmacy to make sure that it is not dispensed.' },
  'R-0010': { status: 'not-dispensed', text: 'Not cancelled: the pharmacy has already recorded it as not dispensed.' },
}

/** What EPS's outcome means. Only EPS cancels: whatever it did not cancel is not shown as cancelled. */
export const meaningOf = behaviour(
  'prescribing.meaningOf',
  (outcome: string): Meaning =>
    MEANINGS[outcome] ?? {
      text: 'Not cancelled: EPS could not deal with the cancellation. Ring the pharmacy to make sure that it is not dispensed.',
    },
)

/** The reason that is sent: the one the user gave. */
export const reasonGiven = behaviour('prescribing.reasonGiven', (reason: string | undefined): string => {
  if (reason !== undefined && reason in CANCELLATION_REASONS) return reason
  throw new Refusal('invalid', [{ field: 'reason', text: 'Say why it is cancelled.' }])
})

/** Which items a cancellation is about: the one that was chosen. */
export const itemsToCancel = behaviour('prescribing.itemsToCancel', (_work: Work, item: Item): readonly Item[] => [item])

/** Who is asked whether an item can be cancelled: EPS, every time. */
export const askToCancel = behaviour('prescribing.askToCancel', (work: Work, _item: Item, sealed: Sealed): Promise<CancellationAnswer> =>
  askEps(work, sealed),
)

/** A cancellation that was sent before and not answered, if this is the same one: it is sent again as it was. */
export const sentBefore = behaviour(
  'prescribing.sentBefore',
  ({ cancellation }: Item, userId: string, reason: string): Sealed | undefined =>
    cancellation?.by.id === userId && cancellation.reason === reason ? cancellation.unanswered : undefined,
)

/** What a cancellation looks like that EPS did not answer: open, to be asked again. */
export const afterNoAnswer = behaviour(
  'prescribing.afterNoAnswer',
  (work: Work, item: Item, refusal: Refusal, sealed: Sealed, reason: string): Item => {
    const { services, session } = work
    const unknown = refusal instanceof NationalRefusal && refusal.outcomeUnknown
    const note: CancellationNote = {
      text: unknown ? 'EPS has not said whether it is cancelled.' : 'The cancellation did not reach EPS.',
      reason,
      at: services.clock.timestamp(),
      by: { id: session.user.id, name: session.user.name },
      unanswered: sealed,
    }
    services.database.transaction(() => {
      itemsStore(services).update(item, { cancellation: note })
      services.tasks.raise({
        code: TASK,
        patientId: item.patientId,
        focus: `MedicationRequest/${item.id}`,
        text: `EPS has not confirmed that ${item.medicine.term} is cancelled. Cancel it again to find out, and ring the pharmacy if it must not be dispensed.`,
      })
      audited(work, {
        event: 'cancellation-not-confirmed',
        action: 'E',
        outcome: 'failed',
        patientId: item.patientId,
        subject: `MedicationRequest/${item.id}`,
        detail: { code: refusal.code, reason },
      })
    })
    throw new Refusal(
      refusal.code,
      `${refusal.message} ${unknown ? 'We do not know whether it is cancelled.' : 'It is not cancelled.'} Cancel it again to find out, and ring the pharmacy if it must not be dispensed.`,
      {
        cause: refusal.cause,
        ...(refusal.retryAfterSeconds !== undefined && { retryAfterSeconds: refusal.retryAfterSeconds }),
      },
    )
  },
)

/** Asks EPS to cancel an item, and shows what came of it. One message is about one item. */
export async function cancelPrescribed(work: Work, { id, reason }: { id: string; reason?: string }): Promise<Item> {
  demandCanceller(work)
  demandStrongSignIn(work)
  const given = reasonGiven(reason)
  const item = itemsStore(work.services).get(id)
  const prescription = prescriptionOf(work, item)
  let chosen = item
  for (const each of itemsToCancel(work, item)) {
    const done = await cancelOne(work, each, prescription, given)
    if (done.id === item.id) chosen = done
  }
  return chosen
}

async function cancelOne(work: Work, item: Item, prescription: Prescription, reason: string): Promise<Item> {
  const { services, session } = work
  // What nobody answered may have arrived: the identical message finds out, another one would only ask again.
  const sealed = sentBefore(item, session.user.id, reason) ?? {
    message: JSON.stringify(cancelMessage(work, { item, prescription, reason })),
    requestId: randomUUID(),
  }
  let answer: CancellationAnswer
  try {
    answer = await askToCancel(work, item, sealed)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return afterNoAnswer(work, item, error, sealed, reason)
  }
  const meaning = meaningOf(answer.outcome)
  const note: CancellationNote = {
    outcome: answer.outcome,
    text: meaning.text,
    reason,
    at: services.clock.timestamp(),
    by: { id: session.user.id, name: session.user.name },
  }
  return services.database.transaction(() => {
    for (const task of services.tasks.list({ status: 'requested', code: TASK })) {
      if (task.focus === `MedicationRequest/${item.id}`) services.tasks.close(task.id, 'completed', session.user.name)
    }
    audited(work, {
      event: 'cancellation-answered',
      action: 'E',
      patientId: item.patientId,
      subject: `MedicationRequest/${item.id}`,
      detail: { outcome: answer.outcome, words: answer.text, reason },
    })
    return itemsStore(services).update(item, { cancellation: note, ...(meaning.status && { status: meaning.status }) })
  })
}

function prescriptionOf({ services }: Work, item: Item): Prescription {
  if (item.status === 'draft' || item.status === 'discarded')
    throw new Refusal('rule', 'This was never signed: there is nothing to cancel. Remove it from the list.')
  if (item.status === 'signed')
    throw new Refusal('rule', 'EPS has not confirmed that it has this prescription. Send it again first; then it can be cancelled.')
  if (item.status === 'cancelled') throw new Refusal('already-done', 'This is cancelled already.')
  const prescription = item.prescriptionId === undefined ? undefined : prescriptionsStore(services).find(item.prescriptionId)
  if (!prescription) throw new Error(`item ${item.id} is ${item.status} without a prescription`)
  return prescription
}
