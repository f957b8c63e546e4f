import { dayOf } from '../../appointments/practice-time.ts'
import { boundsOf } from '../../extracts/period.ts'
import { defect } from '../defect.ts'

export const lastDayLeftOut = defect({
  name: 'last-day-left-out',
  requirement: 'GP-MI.1-01',
  story: 'Takes the last day of a time for the end of it, and not for a part.',
  replaces: boundsOf,
  with: (period) => ({ ...boundsOf.proper(period), to: dayOf(period.to)?.from ?? 0 }),
})
