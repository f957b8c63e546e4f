import { keepUnchecked } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const problemLostWithTheTerminology = defect({
  name: 'problem-lost-with-the-terminology',
  requirement: 'TIF-CS-11',
  story: 'Refuses what it cannot look up: the clinician writes it all again, or not.',
  replaces: keepUnchecked,
  with: (_work, _problem, failure) => {
    throw failure
  },
})
