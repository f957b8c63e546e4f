const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+'
const FORMAT = /^[0-9A-F]{6}-[0-9A-Z]{6}-[0-9A-F]{5}[0-9A-Z+]$/

/** Running total over the 17 characters before the check character (ISO/IEC 7064, modulus 37, radix 2). */
function total(body: string): number {
  let sum = 0
  for (const character of body) sum = ((sum + ALPHABET.indexOf(character)) * 2) % 37
  return sum
}

/** Whether the text has the shape of a short-form prescription id (`24F5DA-A83008-7EFE6Z`), whatever its check character. */
export function isWellFormed(value: string): boolean {
  return FORMAT.test(value)
}

/**
 * Whether the text is a short-form prescription id with the right check character.
 * Source: EPS FHIR Prescribing API, MedicationRequest.groupIdentifier.value.
 */
export function isValid(value: string): boolean {
  if (!isWellFormed(value)) return false
  const characters = value.replaceAll('-', '')
  return (total(characters.slice(0, 17)) + ALPHABET.indexOf(characters[17]!)) % 37 === 1
}

/** The check character of a prescription id without it: `24F5DA-A83008-7EFE6` gives `Z`. */
export function checkCharacter(body: string): string {
  return ALPHABET[(38 - total(body.replaceAll('-', ''))) % 37]!
}

/** The ODS code a prescription id names, without its padding: `FFFFFF-0FA565-...` gives `FA565`. */
export function organisationOf(value: string): string {
  return value.slice(7, 13).replace(/^0+/, '')
}

/** A valid prescription id of the organisation: six random hex digits, the ODS code padded to six, five random hex digits, check character. */
export function make(odsCode: string, random: { below(limit: number): number }): string {
  const hex = (length: number) => Array.from({ length }, () => ALPHABET[random.below(16)]).join('')
  const body = `${hex(6)}-${odsCode.toUpperCase().padStart(6, '0')}-${hex(5)}`
  return body + checkCharacter(body)
}
