import { comparatorOf } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const comparatorNotShown = defect({
  name: 'comparator-not-shown',
  requirement: 'E00433',
  story: 'Shows the number alone: what is below the measurable looks like a measurement.',
  replaces: comparatorOf,
  with: () => undefined,
})
