import { basedOnPlan } from '../../patient-facing/prescriptions/r4.ts'
import { defect } from '../defect.ts'

export const issuesWithoutTheirRepeat = defect({
  name: 'issues-without-their-repeat',
  requirement: 'E00327',
  story: 'Lists what was issued without saying of which repeat: the app cannot tell what can be had again.',
  replaces: basedOnPlan,
  with: () => ({}),
})
