import { isFinding } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const substancesAreProblems = defect({
  name: 'substances-are-problems',
  requirement: 'TIF-DS-02',
  story: 'Records whatever has a code as a problem.',
  replaces: isFinding,
  with: async () => true,
})
