import { canBeCode } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const anyDigitsAreACode = defect({
  name: 'any-digits-are-a-code',
  requirement: 'TIF-DS-02',
  story: 'Takes any digits for a code, and lets the terminology find out.',
  replaces: canBeCode,
  with: (code) => /^\d+$/.test(code),
})
