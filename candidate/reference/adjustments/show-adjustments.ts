import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { codeOf, readParts, type NationalPart } from '../national/reasonable-adjustments.ts'
import { Refusal } from '../refusal.ts'
import { seesClinicalData } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { adjustmentStore, type Copy, type Unshared } from './store.ts'

/** What a user sees of somebody's reasonable adjustments. */
export interface Shown {
  /** none and recorded: as the national record says now. unchecked: it could not be read; what else is shown may be out of date. */
  state: 'none' | 'recorded' | 'unchecked'
  /** Why it is unchecked. */
  problem?: string
  checkedAt?: string
  /** Contents: for clinical roles only. */
  consent?: NationalPart
  flags: NationalPart[]
  unshared: Unshared[]
}

/** What is shown when the national record cannot be read: that, and what was known. Nobody is to take it for "none". */
export const shownUnchecked = behaviour('adjustments.shownUnchecked', (copy: Copy, problem: string): Omit<Shown, 'unshared'> => ({
  state: 'unchecked',
  problem: `Reasonable adjustments could not be checked. ${problem}`,
  flags: copy.flags,
  ...(copy.readAt !== undefined && { checkedAt: copy.readAt }),
  ...(copy.consent && { consent: copy.consent }),
}))

/** What the practice's copy becomes when the national record has been read: that record, and nothing besides. */
export const copyAfterReading = behaviour(
  'adjustments.copyAfterReading',
  (_before: Copy | undefined, consent: NationalPart | undefined, flags: NationalPart[]): { consent: NationalPart | undefined; flags: NationalPart[] } => ({ consent, flags }),
)

/**
 * What a role gets to see. That there is a flag is for everybody who opens the record; what it says is for clinical roles.
 * Source: Reasonable Adjustment Flag API, Overview.
 */
export const visibleTo = behaviour('adjustments.visibleTo', ({ role }: Work, shown: Shown): Shown => {
  if (seesClinicalData(role)) return shown
  const { consent: _consent, ...rest } = shown
  return { ...rest, flags: [], unshared: [] }
})

/** Which parts are read for whoever opens the record: whether there is a flag, and what it says only for who may see it. */
export const partsToRead = behaviour('adjustments.partsToRead', ({ role }: Work): { flags: boolean } => ({ flags: seesClinicalData(role) }))

/** That somebody looked. */
export const auditView = behaviour('adjustments.auditView', (work: Work, patientId: string, state: Shown['state']): void =>
  audited(work, { event: 'adjustments-viewed', action: 'R', patientId, detail: { state } }),
)

/** Reads the national record; the practice's copy then says the same. */
export async function readNationally(work: Work, patientId: string, nhsNumber: string): Promise<Copy> {
  const store = adjustmentStore(work.services)
  const [consent] = await readParts(work, nhsNumber, 'Consent')
  const flags = !consent ? [] : partsToRead(work).flags ? await readParts(work, nhsNumber, 'Flag') : (store.copyOf(patientId)?.flags ?? [])
  const copy = copyAfterReading(store.copyOf(patientId), consent, flags)
  return store.read(patientId, copy.consent, copy.flags)
}

/** What whoever opens the record sees: the national record as it is now, or that it could not be read. Opening never fails for it. */
export async function openAdjustments(work: Work, patientId: string): Promise<Shown> {
  const { services } = work
  const { nhsNumber } = patientsOf(services).get(patientId)
  const store = adjustmentStore(services)
  const unshared = store.unshared(patientId)
  const shown = await readNationally(work, patientId, nhsNumber).then(
    (copy): Shown => ({ ...shownOf(copy), unshared }),
    (error: unknown): Shown => {
      if (!(error instanceof Refusal)) throw error
      return { ...shownUnchecked(store.failed(patientId, error.message), error.message), unshared }
    },
  )
  auditView(work, patientId, shown.state)
  return visibleTo(work, shown)
}

/** What the practice's copy says, after something was changed. */
export function adjustmentsAtHand(work: Work, patientId: string): Shown {
  const store = adjustmentStore(work.services)
  return visibleTo(work, { ...shownOf(store.copyOf(patientId) ?? { flags: [] }), unshared: store.unshared(patientId) })
}

const shownOf = ({ readAt, consent, flags }: Copy): Omit<Shown, 'unshared'> => ({
  state: consent ? 'recorded' : 'none',
  flags,
  ...(readAt !== undefined && { checkedAt: readAt }),
  ...(consent && { consent }),
})

/** Lines of the patient banner, from what was read when the record was opened. */
export const bannerLines = behaviour('adjustments.bannerLines', (work: Work, patientId: string): string[] => {
  const store = adjustmentStore(work.services)
  const copy = store.copyOf(patientId)
  const unshared = store.unshared(patientId)
  const shown = visibleTo(work, { ...shownOf(copy ?? { flags: [] }), unshared })
  const terms = [...shown.flags.map((flag) => codeOf(flag).term), ...shown.unshared.map(({ term }) => `${term} (not shared nationally yet)`)]
  return [
    ...(copy?.problem !== undefined ? ['Reasonable adjustments could not be checked when the record was opened.'] : []),
    ...(terms.length > 0 ? [`Reasonable adjustments: ${terms.join('; ')}`] : copy?.consent ? ['Reasonable adjustments are recorded for this patient.'] : []),
  ]
})
