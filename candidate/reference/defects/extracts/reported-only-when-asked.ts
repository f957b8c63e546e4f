import { isDue } from '../../extracts/submit-report.ts'
import { defect } from '../defect.ts'

export const reportedOnlyWhenAsked = defect({
  name: 'reported-only-when-asked',
  requirement: 'GP-BI.2-04',
  story: 'Leaves it to the practice to have reports made.',
  replaces: isDue,
  with: () => false,
})
