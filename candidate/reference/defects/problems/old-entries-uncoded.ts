import { afterChecking } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const oldEntriesUncoded = defect({
  name: 'old-entries-uncoded',
  requirement: 'TIF-DS-03',
  story: 'Takes the code away from an entry whose concept is not in use any more: no search finds it again.',
  replaces: afterChecking,
  with: (problem, found) => ({ ...afterChecking.proper(problem, found), ...(found?.inactive && { code: '' }) }),
})
