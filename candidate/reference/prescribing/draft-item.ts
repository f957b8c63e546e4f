import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { checkContent } from './check-content.ts'
import type { Acknowledgement, Item, ItemContent, KeptAcknowledgement } from './item.ts'
import { itemsStore } from './items-store.ts'
import { checkCanHave } from './patient-at-hand.ts'
import { isAcknowledged, warningsFor, type Warning } from './warnings.ts'

/** Who may prepare what a prescriber then signs. */
export const demandPreparer = behaviour('prescribing.demandPreparer', ({ role }: Work): void =>
  demand(role, 'B0420', 'B0440', 'B0058', 'B0278'),
)

/** Whether an item can still be changed: until it is signed. */
export const isOpen = behaviour('prescribing.isOpen', ({ status }: Item): boolean => status === 'draft')

/** Whether the user saw the item as it is: nobody changed it since. */
export const isAsSeen = behaviour('prescribing.isAsSeen', (item: Item, version: number): boolean => item.version === version)

/** Whether a reason says anything. */
export const reasonSuffices = behaviour('prescribing.reasonSuffices', (reason: string): boolean => reason !== '')

/** The reason that is kept: in the prescriber's own words. */
export const reasonKept = behaviour('prescribing.reasonKept', (reason: string): string => reason)

/** What an item says after a change: what the user wants, all of it. */
export const contentAfter = behaviour('prescribing.contentAfter', (_before: Item, wanted: ItemContent): ItemContent => wanted)

/**
 * Writes down what a patient is to have, for a prescriber to sign.
 *
 * @throws Refusal `needs-confirmation` with every warning that was not acknowledged
 */
export function draftItem(
  work: Work,
  {
    patientId,
    content: asked,
    acknowledgements,
  }: { patientId: string; content: ItemContent; acknowledgements: readonly Acknowledgement[] },
): Item {
  const { services, session } = work
  demandPreparer(work)
  checkCanHave(patientsOf(services).get(patientId))
  const medicine = checkContent(asked)
  const content = { ...asked, code: medicine.code }
  const warnings = warningsFor(services, patientId, { content, medicine })
  const kept = keptNow(work, warnings, acknowledgements)
  confirm(work, warnings, kept)
  return services.database.transaction(() => {
    const item = itemsStore(services).add({
      patientId,
      content,
      acknowledgements: kept,
      draftedBy: { id: session.user.id, name: session.user.name },
    })
    audited(work, {
      event: 'medication-drafted',
      action: 'C',
      patientId,
      subject: `MedicationRequest/${item.id}`,
      detail: { code: content.code, quantity: content.quantity },
    })
    auditOverrides(work, item, kept)
    return item
  })
}

/** Changes an item that nobody has signed yet, from the version the user saw. */
export function changeItem(
  work: Work,
  {
    id,
    version,
    content: asked,
    acknowledgements,
  }: { id: string; version: number; content: ItemContent; acknowledgements: readonly Acknowledgement[] },
): Item {
  const { services } = work
  demandPreparer(work)
  const item = openItem(work, id, version)
  checkCanHave(patientsOf(services).get(item.patientId))
  const medicine = checkContent(asked)
  const content = contentAfter(item, { ...asked, code: medicine.code })
  const warnings = warningsFor(services, item.patientId, { id, content, medicine })
  const added = keptNow(work, warnings, acknowledgements)
  const kept = [...item.acknowledgements, ...added]
  confirm(work, warnings, kept)
  return services.database.transaction(() => {
    const changed = itemsStore(services).update(item, { content, acknowledgements: kept, problem: null })
    audited(work, {
      event: 'medication-changed',
      action: 'U',
      patientId: item.patientId,
      subject: `MedicationRequest/${id}`,
      detail: { before: item.code, code: content.code },
    })
    auditOverrides(work, item, added)
    return changed
  })
}

/** Takes a draft off the list; it stays in the record as discarded. */
export function discardItem(work: Work, { id, version }: { id: string; version: number }): Item {
  const { services } = work
  demandPreparer(work)
  const item = openItem(work, id, version)
  return services.database.transaction(() => {
    audited(work, { event: 'medication-discarded', action: 'U', patientId: item.patientId, subject: `MedicationRequest/${id}` })
    return itemsStore(services).update(item, { status: 'discarded' })
  })
}

function openItem({ services }: Work, id: string, version: number): Item {
  const item = itemsStore(services).get(id)
  if (!isOpen(item))
    throw new Refusal('rule', [
      { reason: 'signed', text: 'This is signed and cannot be changed any more. Cancel it, and prescribe again.' },
    ])
  if (!isAsSeen(item, version))
    throw new Refusal('changed-meanwhile', 'Somebody changed this prescription after you opened it. Nothing was saved. Open it again.')
  return item
}

/** What the user said to the warnings there are, with the warnings as they stand now. */
export function keptNow(
  { services, session }: Work,
  warnings: readonly Warning[],
  acknowledgements: readonly Acknowledgement[],
): KeptAcknowledgement[] {
  return warnings.flatMap(({ code, text }) => {
    const reason = acknowledgements.find(({ warning }) => warning === code)?.reason.trim()
    return reason !== undefined && reasonSuffices(reason)
      ? [
          {
            warning: code,
            text,
            reason: reasonKept(reason),
            by: { id: session.user.id, name: session.user.name },
            at: services.clock.timestamp(),
          },
        ]
      : []
  })
}

/** Refuses until the user has said to each warning why they go on. */
export function confirm({ session }: Work, warnings: readonly Warning[], kept: readonly KeptAcknowledgement[]): void {
  const open = warnings.filter((warning) => !isAcknowledged(warning, kept, session.user.id))
  if (open.length > 0)
    throw new Refusal(
      'needs-confirmation',
      open.map(({ code, text }) => ({ reason: code, text })),
    )
}

/** Who passed over which warning, and why: kept in the audit trail, wherever the item goes. */
export const auditOverrides = behaviour(
  'prescribing.auditOverrides',
  (work: Work, { id, patientId }: Item, kept: readonly KeptAcknowledgement[]): void => {
    for (const { warning, text, reason } of kept) {
      audited(work, {
        event: 'warning-overridden',
        action: 'E',
        patientId,
        subject: `MedicationRequest/${id}`,
        detail: { warning, text, reason },
      })
    }
  },
)
