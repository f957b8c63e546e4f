import { isValid } from '../../config/identifiers/nhs-number.ts'

/**
 * Whether ten digits are an NHS number that may belong to a real person.
 *
 * The check digit must be right (NHS Data Dictionary, modulus 11), and the number must lie where numbers are issued: 320 to 499 and
 * 600 to 799 million for England, Wales, the Isle of Man and Northern Ireland, 9xx for what was issued or used for
 * testing before, or a Scottish CHI number, which begins with a date of birth (DDMM). The range 999 is synthetic.
 * The ranges keep identifiers that merely have ten digits (seconds since 1970 above all) in the evidence; where
 * they cannot be told apart we redact.
 */
export function isRealNhsNumber(digits: string): boolean {
  return digits.length === 10 && !digits.startsWith('999') && isIssued(digits) && isValid(digits)
}

function isIssued(digits: string): boolean {
  const first = digits.charCodeAt(0) - 48
  if (first === 4 || first === 6 || first === 7 || first === 9) return true
  if (first === 3 && digits >= '3200000000') return true
  const day = Number(digits.slice(0, 2))
  const month = Number(digits.slice(2, 4))
  return day >= 1 && day <= 31 && month >= 1 && month <= 12
}
