import { demandViewer } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

export const summariesOpenToTheDesk = defect({
  name: 'summaries-open-to-the-desk',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Puts the summary on the page that receptionists have open all day.',
  replaces: demandViewer,
  with: () => {},
})
