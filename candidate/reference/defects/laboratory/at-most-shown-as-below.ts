import { comparatorOf } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const atMostShownAsBelow = defect({
  name: 'at-most-shown-as-below',
  requirement: 'E00433',
  story: 'Knows two of the four comparators, and makes the others the nearest of these.',
  replaces: comparatorOf,
  with: (code) => (code === '5' || code === '6' ? '>' : code === '7' || code === '8' ? '<' : undefined),
})
