import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'

/**
 * Whether a text is an NHS number: ten digits whose last follows from the others.
 * Source: NHS Data Dictionary, NHS NUMBER: weights ten down to two, eleven minus the remainder modulo eleven.
 */
export const isNhsNumber = behaviour('demographics.isNhsNumber', (text: string) => {
  if (!/^\d{10}$/.test(text)) return false
  const digits = [...text].map(Number)
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0)
  const check = 11 - (sum % 11)
  return check !== 10 && check % 11 === digits[9]
})

/**
 * The ten digits of an NHS number as people write it, with or without spaces.
 *
 * @throws Refusal `invalid`
 */
export function readNhsNumber(text: string): string {
  const digits = text.replaceAll(' ', '')
  if (!isNhsNumber(digits)) throw new Refusal('invalid', [{ text: 'That is not an NHS number. Check its ten digits.', field: 'nhsNumber' }])
  return digits
}
