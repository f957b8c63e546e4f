import { epsWords } from '../../national/eps.ts'
import { defect } from '../defect.ts'

export const epsRefusalIsANumber = defect({
  name: 'eps-refusal-is-a-number',
  requirement: 'EPSP01',
  story: 'Tells the user the number of the error and to ask the help desk. What EPS says is only in the log.',
  replaces: epsWords,
  with: () => 'error 400-17. Contact your help desk.',
})
