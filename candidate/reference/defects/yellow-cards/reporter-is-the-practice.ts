import { reporterName } from '../../national/yellow-card.ts'
import { defect } from '../defect.ts'

export const reporterIsThePractice = defect({
  name: 'reporter-is-the-practice',
  requirement: 'EYCR-001',
  story: 'Reports in the name of the system: nobody can be asked.',
  replaces: reporterName,
  with: () => ({ given: '', family: 'System' }),
})
