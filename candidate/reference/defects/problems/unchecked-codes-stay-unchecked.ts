import { afterChecking } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const uncheckedCodesStayUnchecked = defect({
  name: 'unchecked-codes-stay-unchecked',
  requirement: 'TIF-CS-11',
  story: 'Looks nothing up again: what could not be checked once is marked for ever.',
  replaces: afterChecking,
  with: (problem, found) => (problem.state === 'unchecked' ? problem : afterChecking.proper(problem, found)),
})
