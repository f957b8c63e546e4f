import { isNumber } from '../../patient-facing/caller.ts'
import { defect } from '../defect.ts'

export const tenDigitsAreANumber = defect({
  name: 'ten-digits-are-a-number',
  requirement: 'GPCPFAR01',
  story: 'Takes ten digits for an NHS number, and searches for what cannot be one.',
  replaces: isNumber,
  with: (text) => /^\d{10}$/.test(text),
})
