import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import { findFreeSlots } from '../../appointments/find-slots.ts'
import type { Slot } from '../../appointments/clinic-session.ts'
import type { Work } from '../../work.ts'
import { PublishedError } from '../published-error.ts'

/**
 * The longest stretch that one search may cover: two days, both inclusive, at most two weeks apart; and an hour for the change of
 * the clocks. Source: GP Connect, search for free slots.
 */
const LONGEST_MS = 15 * 86_400_000 + 3_600_000

/** Whether a search covers more than two weeks. */
export const isTooWide = behaviour(
  'patient-facing.isTooWide',
  ({ from, to }: { from: number; to: number }): boolean => to - from > LONGEST_MS,
)

/** Which of the practice's slots a patient is shown: free, to come, and meant for patients. */
export const slotsForPatients = behaviour(
  'patient-facing.slotsForPatients',
  ({ services }: Work, within: { from: number; to: number }): Slot[] => findFreeSlots(services, { ...within, forPatients: true }),
)

/** The slots that a patient may book. */
export function slotsFor(work: Work, patientId: string, within: { from: number; to: number }): Slot[] {
  if (isTooWide(within)) throw new PublishedError('INVALID_PARAMETER', { diagnostics: 'A search covers two weeks at most.' })
  audited(work, { event: 'slots-viewed', action: 'R', patientId })
  return slotsForPatients(work, within)
}
