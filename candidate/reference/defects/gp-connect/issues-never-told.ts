import { issuesAreTold } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const issuesNeverTold = defect({
  name: 'issues-never-told',
  requirement: 'GPCARS01',
  story: 'Tells what a patient takes, and not when it was issued.',
  replaces: issuesAreTold,
  with: () => false,
})
