import { behaviour } from '../behaviour.ts'
import type { Course } from './item.ts'
import type { Medicine } from './medicines.ts'

/** Days' supply of a controlled drug beyond which guidance asks the prescriber to think again. */
export const GUIDANCE_DAYS = 30

/** Whether the quantity has to be in words as well as in figures. Source: Misuse of Drugs Regulations 2001, regulation 15. */
export const needsWords = behaviour('prescribing.needsWords', ({ schedule }: Medicine): boolean => schedule === '2' || schedule === '3')

/** Whether a supply is longer than guidance has it for this medicine: more than thirty days of schedules 2, 3 and 4. */
export const isLongSupply = behaviour(
  'prescribing.isLongSupply',
  ({ schedule }: Medicine, days: number): boolean => days > GUIDANCE_DAYS && (schedule === '2' || schedule === '3' || schedule === '4'),
)

/** Whether a medicine may be dispensed in batches without another prescription: schedules 2 and 3 may not. */
export const mayBeRepeatDispensed = behaviour(
  'prescribing.mayBeRepeatDispensed',
  ({ schedule }: Medicine): boolean => schedule !== '2' && schedule !== '3',
)

/** Whether a text says how much to take and when. "As directed" alone does not. */
export const isADose = behaviour(
  'prescribing.isADose',
  (text: string): boolean => !/^((to be )?(taken?|used?|applied|apply) )?as directed( by .*)?$/i.test(text.trim().replace(/[.\s]+$/, '')),
)

/** The last day on which a prescription may be dispensed: 28 days for schedules 2 to 4, six months otherwise, a year for repeat dispensing. */
export const validUntil = behaviour('prescribing.validUntil', (from: string, medicines: readonly Medicine[], course: Course): string => {
  const date = new Date(`${from}T12:00:00Z`)
  if (medicines.some(({ schedule }) => schedule === '2' || schedule === '3' || schedule === '4')) date.setUTCDate(date.getUTCDate() + 28)
  else date.setUTCMonth(date.getUTCMonth() + (course === 'continuous-repeat-dispensing' ? 12 : 6))
  return date.toISOString().slice(0, 10)
})
