import { keepUnchecked } from '../../problems/record-problem.ts'
import { problemsStore } from '../../problems/store.ts'
import { defect } from '../defect.ts'

export const uncheckedCodesToldAsChecked = defect({
  name: 'unchecked-codes-told-as-checked',
  requirement: 'TIF-CS-11',
  story: 'Keeps what it could not look up as if it had: nobody ever checks it.',
  replaces: keepUnchecked,
  with: (work, problem) => problemsStore(work.services).add({ ...problem, state: 'checked' }),
})
