import { levelSuffices } from '../../patient-facing/prescriptions/routes.ts'
import { defect } from '../defect.ts'

export const lookingMeansOrdering = defect({
  name: 'looking-means-ordering',
  requirement: 'E00328',
  story: 'Knows access to prescriptions, or none: whoever may look may order.',
  replaces: levelSuffices,
  with: ({ prescriptions }) => prescriptions !== 'none',
})
