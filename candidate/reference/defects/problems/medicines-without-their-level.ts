import { levelOf } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const medicinesWithoutTheirLevel = defect({
  name: 'medicines-without-their-level',
  requirement: 'GP-07.1-021',
  story: 'Shows a product by its medicine and one by its brand as if they were the same thing.',
  replaces: levelOf,
  with: (level) => (level === undefined ? undefined : 'VMP'),
})
