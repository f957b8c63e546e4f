import { isNhsNumber } from '../../demographics/nhs-number.ts'
import { defect } from '../defect.ts'

export const checkDigitIgnored = defect({
  name: 'check-digit-ignored',
  requirement: 'TIF-NHSNO-01',
  story: 'Takes any ten digits for an NHS number: a slip of the finger becomes somebody else, or nobody.',
  replaces: isNhsNumber,
  with: (text) => /^\d{10}$/.test(text),
})
