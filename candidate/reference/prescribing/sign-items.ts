import { randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { prepareOrder, type Prepared } from '../national/eps.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { buildOrder, checkedPharmacy, nominatedPharmacy } from './build-order.ts'
import { auditOverrides, confirm, keptNow } from './draft-item.ts'
import type { Acknowledgement, Item } from './item.ts'
import { itemsStore } from './items-store.ts'
import type { Order } from './order.ts'
import { orderMessage, type Message } from './order-message.ts'
import { checkCanHave, patientAtSigning } from './patient-at-hand.ts'
import { demandSigner, demandStrongSignIn, prescriberAt } from './prescriber.ts'
import { prescriptionsStore, type Prescription } from './prescriptions-store.ts'
import { sendPrescription } from './send-prescription.ts'
import { isWhatWasSeen } from './signed-content.ts'
import { signatureWith, signedMessage } from './signature.ts'
import { signingKeyAt } from './signing-keys.ts'
import { warningsFor } from './warnings.ts'

/** EPS takes so many items on one prescription. */
export const MOST_ITEMS = 4

export interface SigningRequest {
  itemIds: readonly string[]
  /** For warnings that the signer has not acknowledged yet. */
  acknowledgements: readonly (Acknowledgement & { itemId?: string })[]
  /** Sends it to no pharmacy in particular: the patient takes a token to any. */
  withoutNomination: boolean
}

/** The items of one prescription. More than EPS takes are refused, not cut off. */
export const itemsForOne = behaviour('prescribing.itemsForOne', (items: readonly Item[]): readonly Item[] => {
  if (items.length <= MOST_ITEMS) return items
  throw new Refusal('rule', [
    {
      reason: 'too-many-items',
      text: `One prescription has ${MOST_ITEMS} items at most, and these are ${items.length}. Sign them in two. Nothing was signed.`,
    },
  ])
})

/** Whether all items are for one patient, as those of one prescription must be. */
export const areForOnePatient = behaviour('prescribing.areForOnePatient', (items: readonly Item[]): boolean =>
  items.every(({ patientId }) => patientId === items[0]?.patientId),
)

/** What becomes of the items when EPS does not prepare them: they wait for a signature as before, and the user hears why. */
export const afterUnprepared = behaviour(
  'prescribing.afterUnprepared',
  (_work: Work, _items: readonly Item[], refusal: Refusal): Refusal =>
    new Refusal(refusal.code, `${refusal.message} Nothing was signed or sent; the items are as they were.`, {
      cause: refusal.cause,
      ...(refusal.retryAfterSeconds !== undefined && { retryAfterSeconds: refusal.retryAfterSeconds }),
    }),
)

/** Whether the signer must see what has become of an item since it was drafted: a new allergy, another prescription. */
export const warnsAgain = behaviour('prescribing.warnsAgain', (_item: Item): boolean => true)

/** Whether an item was left as it is while the prescription was prepared: nobody signed or changed it in the meantime. */
export const isUnchanged = behaviour(
  'prescribing.isUnchanged',
  (before: Item, now: Item): boolean => now.status === 'draft' && now.version === before.version,
)

/**
 * Signs items as one prescription, with the signer's own key, and sends it. From the moment it is signed it is kept, whatever
 * EPS says or does not say.
 */
export async function signItems(work: Work, request: SigningRequest): Promise<Prescription> {
  demandSigner(work)
  demandStrongSignIn(work)
  const key = signingKeyAt(work)
  const { order, items, message, prepared } = await prepareToSign(work, request)
  const signed = signedMessage(message, { ...prepared, ...signatureWith(key, prepared.signedInfo), now: work.services.clock.timestamp() })
  return sendPrescription(work, keepSigned(work, { order, items, signed }))
}

/** A prescription that only lacks its signature. */
export interface ReadyToSign {
  order: Order
  items: readonly Item[]
  message: Message
  prepared: Prepared
}

/** Makes a prescription ready to be signed: everything but the signature, held to what the prescriber saw. */
export async function prepareToSign(work: Work, request: SigningRequest): Promise<ReadyToSign> {
  demandSigner(work)
  demandStrongSignIn(work)
  const chosen = itemsForOne(itemsToSign(work, request.itemIds))
  const prescriber = prescriberAt(work)
  const patient = await patientAtSigning(work, chosen[0]?.patientId ?? '')
  checkCanHave(patient)
  const items = withWarningsConfirmed(work, chosen, request.acknowledgements)
  const nominated = request.withoutNomination ? undefined : nominatedPharmacy(patient)
  const pharmacy = nominated === undefined ? undefined : await checkedPharmacy(work, nominated)

  const order = buildOrder(work, { items, patient, prescriber, pharmacy })
  const message = orderMessage(order)
  return { order, items, message, prepared: await prepared(work, order, message) }
}

/** What EPS prepared of the order, if that is what the prescriber saw. */
async function prepared(work: Work, order: Order, message: Message): Promise<Prepared> {
  const made = await prepareOrder(work, { message: JSON.stringify(message), requestId: randomUUID() }).catch((error: unknown) => {
    throw error instanceof Refusal
      ? afterUnprepared(
          work,
          order.lines.map(({ item }) => item),
          error,
        )
      : error
  })
  if (!isWhatWasSeen(made, order)) {
    throw new Refusal(
      'national-unreadable',
      'What the Electronic Prescription Service (EPS) prepared for signature is not what you prescribed. Nothing was signed or sent. Try again, and report it if it happens again.',
      { cause: new Error(`prepared ${made.signedInfo.slice(0, 200)}`) },
    )
  }
  return made
}

function itemsToSign({ services }: Work, itemIds: readonly string[]): Item[] {
  const store = itemsStore(services)
  const items = [...new Set(itemIds)].map((id) => store.get(id))
  const [first, ...others] = items
  if (!first) throw new Refusal('invalid', 'Choose what to sign.')
  if (!areForOnePatient(items))
    throw new Refusal('rule', [
      {
        reason: 'several-patients',
        text: 'These items are for different patients. Sign each patient’s prescription by itself. Nothing was signed.',
      },
    ])
  if (items.some(({ status }) => status !== 'draft'))
    throw new Refusal('already-done', 'At least one of these items is signed already. Nothing was signed again.')
  const alike = ({ course, days, repeats }: Item) => (course === 'continuous-repeat-dispensing' ? `${course} ${days} ${repeats}` : course)
  if (others.some((item) => alike(item) !== alike(first)))
    throw new Refusal('rule', [
      {
        reason: 'mixed-courses',
        text: 'Items of one prescription are all acute, all repeat, or all repeat dispensing with the same days and number of repeats. Sign them separately. Nothing was signed.',
      },
    ])
  return items
}

/** The warnings there are now, each with the signer's own reason for going on; kept even if the signing then fails. */
function withWarningsConfirmed(work: Work, items: readonly Item[], given: SigningRequest['acknowledgements']): Item[] {
  const { services } = work
  const checked = items.filter(warnsAgain).map((item) => {
    const warnings = warningsFor(services, item.patientId, { id: item.id, content: item, medicine: item.medicine })
    const added = keptNow(
      work,
      warnings,
      given.filter(({ itemId }) => itemId === undefined || itemId === item.id),
    )
    return { item, warnings, added }
  })
  confirm(
    work,
    checked.flatMap(({ warnings }) => warnings),
    checked.flatMap(({ item, added }) => [...item.acknowledgements, ...added]),
  )
  return services.database.transaction(() =>
    items.map((item) => {
      const added = checked.find((each) => each.item === item)?.added ?? []
      if (added.length === 0) return item
      auditOverrides(work, item, added)
      return itemsStore(services).update(item, { acknowledgements: [...item.acknowledgements, ...added] })
    }),
  )
}

/** Keeps what was signed before anything is sent: whatever happens then, it is known which prescription it was. */
export function keepSigned(work: Work, { order, items, signed }: { order: Order; items: readonly Item[]; signed: Message }): Prescription {
  const { services, session } = work
  const store = itemsStore(services)
  return services.database.transaction(() => {
    if (items.some((item) => !isUnchanged(item, store.get(item.id))))
      throw new Refusal(
        'changed-meanwhile',
        'Somebody signed or changed one of these items in the meantime. Nothing was sent. Look at them again.',
      )
    const prescription = prescriptionsStore(services).add({
      shortId: order.shortId,
      patientId: items[0]?.patientId ?? '',
      message: JSON.stringify(signed),
      requestId: randomUUID(),
      signedBy: { id: session.user.id, name: session.user.name },
      signedAt: services.clock.timestamp(),
      validFrom: order.validFrom,
      validUntil: order.validUntil,
      ...(order.pharmacy !== undefined && { pharmacy: order.pharmacy }),
    })
    for (const { item, lineId } of order.lines)
      store.update(item, { status: 'signed', prescription: { id: prescription.id, lineId }, problem: null })
    audited(work, {
      event: 'prescription-signed',
      action: 'C',
      patientId: prescription.patientId,
      subject: `Prescription/${prescription.shortId}`,
      detail: { items: items.map(({ code }) => code) },
    })
    return prescription
  })
}
