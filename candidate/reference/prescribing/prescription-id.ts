import { randomBytes } from 'node:crypto'
import { behaviour } from '../behaviour.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+'

/**
 * The check character over the 17 characters before it: ISO/IEC 7064, modulus 37, radix 2.
 * Source: EPS FHIR Prescribing API, MedicationRequest.groupIdentifier.value.
 */
export const checkCharacter = behaviour('prescribing.checkCharacter', (characters: string): string => {
  const total = [...characters].reduce((sum, character) => ((sum + ALPHABET.indexOf(character)) * 2) % 37, 0)
  return ALPHABET[(38 - total) % 37] ?? ''
})

/** The part of a prescription id that no other prescription of this practice has had: eleven random hexadecimal digits. */
export const newNumber = behaviour('prescribing.newNumber', (): string => randomBytes(6).toString('hex').slice(0, 11).toUpperCase())

/** A new prescription id in its short form, `24F5DA-A83008-7EFE6Z`: number, practice, number and check character. */
export function newPrescriptionId(odsCode: string): string {
  const number = newNumber()
  const [first, practice, last] = [number.slice(0, 6), odsCode.padStart(6, '0'), number.slice(6)]
  return `${first}-${practice}-${last}${checkCharacter(first + practice + last)}`
}
