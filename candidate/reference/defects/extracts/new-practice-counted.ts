import { isSettled } from '../../extracts/terminology-usage.ts'
import { defect } from '../defect.ts'

export const newPracticeCounted = defect({
  name: 'new-practice-counted',
  requirement: 'GP-BI.2-07',
  story: 'Counts every practice that uses the system, however short a time.',
  replaces: isSettled,
  with: () => true,
})
