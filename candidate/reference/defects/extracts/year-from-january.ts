import { periodOf } from '../../extracts/period.ts'
import { defect } from '../defect.ts'

export const yearFromJanuary = defect({
  name: 'year-from-january',
  requirement: 'GP-BI.2-03',
  story: 'Reports codes by calendar year.',
  replaces: periodOf,
  with: (rhythm, date) => (rhythm === 'year' ? { from: `${date.slice(0, 4)}-01-01`, to: `${date.slice(0, 4)}-12-31` } : periodOf.proper(rhythm, date)),
})
