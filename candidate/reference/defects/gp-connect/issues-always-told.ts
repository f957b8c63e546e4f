import { issuesAreTold } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const issuesAlwaysTold = defect({
  name: 'issues-always-told',
  requirement: 'GPCARS01',
  story: 'Tells each issue, asked for or not.',
  replaces: issuesAreTold,
  with: () => true,
})
