import { daysAfter, periodOf } from '../../extracts/period.ts'
import { defect } from '../defect.ts'

export const weekFromSunday = defect({
  name: 'week-from-sunday',
  requirement: 'TIF-GPAD-02',
  story: 'Begins its weeks on Sunday, as its calendar does.',
  replaces: periodOf,
  with: (rhythm, date) => {
    const { from, to } = periodOf.proper(rhythm, rhythm === 'week' ? daysAfter(date, 1) : date)
    return rhythm === 'week' ? { from: daysAfter(from, -1), to: daysAfter(to, -1) } : { from, to }
  },
})
