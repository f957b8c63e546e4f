import { isNhsNumber } from '../../demographics/nhs-number.ts'
import { defect } from '../defect.ts'

export const incompleteNumberTaken = defect({
  name: 'incomplete-number-taken',
  requirement: 'NUM-0016',
  story: 'Checks the check digit of a number of ten digits, and lets anything shorter pass.',
  replaces: isNhsNumber,
  with: (text) => /^\d{1,9}$/.test(text) || isNhsNumber.proper(text),
})
