import { following } from '../../registration-links/numbers.ts'
import { defect } from '../defect.ts'

export const numbersCountedOverEightDigits = defect({
  name: 'numbers-counted-over-eight-digits',
  requirement: 'NH02',
  story: 'Counts on after 99,999,999, with nine digits.',
  replaces: following,
  with: (last) => last + 1,
})
