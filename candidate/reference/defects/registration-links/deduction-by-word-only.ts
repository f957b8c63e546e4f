import { endRegistration } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const deductionByWordOnly = defect({
  name: 'deduction-by-word-only',
  requirement: 'NH03',
  story: 'Writes down that a patient was deducted, and leaves them on the list.',
  replaces: endRegistration,
  with: () => undefined,
})
