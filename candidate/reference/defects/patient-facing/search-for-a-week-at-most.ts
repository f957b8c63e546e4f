import { isTooWide } from '../../patient-facing/appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const searchForAWeekAtMost = defect({
  name: 'search-for-a-week-at-most',
  requirement: 'TIF-GPC-12',
  story: 'Refuses a search over more than a week, though two are to be had.',
  replaces: isTooWide,
  with: ({ from, to }) => to - from > 8 * 86_400_000,
})
