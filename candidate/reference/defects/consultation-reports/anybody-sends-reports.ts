import { demandSender } from '../../consultation-reports/send-report.ts'
import { defect } from '../defect.ts'

export const anybodySendsReports = defect({
  name: 'anybody-sends-reports',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets everybody who is signed in send clinical documents.',
  replaces: demandSender,
  with: () => undefined,
})
