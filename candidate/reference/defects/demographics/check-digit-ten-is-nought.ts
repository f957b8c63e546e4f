import { isNhsNumber } from '../../demographics/nhs-number.ts'
import { defect } from '../defect.ts'

export const checkDigitTenIsNought = defect({
  name: 'check-digit-ten-is-nought',
  requirement: 'TIF-NHSNO-01',
  story: 'Puts a nought where the check digit would be ten: a tenth of all mistyped numbers pass.',
  replaces: isNhsNumber,
  with: (text) => {
    const sum = [...text].slice(0, 9).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
    return isNhsNumber.proper(text) || (/^\d{9}0$/.test(text) && sum % 11 === 1)
  },
})
