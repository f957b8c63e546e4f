import { termToKeep } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const screensOwnTermKept = defect({
  name: 'screens-own-term-kept',
  requirement: 'TIF-DS-05',
  story: 'Keeps the term that stood on the screen: the same code goes by many names.',
  replaces: termToKeep,
  with: (_found, typed) => typed,
})
