import { levelSuffices } from '../../patient-facing/prescriptions/routes.ts'
import { defect } from '../defect.ts'

export const lookingNeedsOrdering = defect({
  name: 'looking-needs-ordering',
  requirement: 'E00327',
  story: 'Knows access to prescriptions, or none: whoever may not order sees nothing.',
  replaces: levelSuffices,
  with: ({ prescriptions }) => prescriptions === 'manage',
})
