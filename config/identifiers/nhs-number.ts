/** Check digit weights of the ten-digit NHS number, first digit first (NHS Data Dictionary: NHS NUMBER). */
const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2]

/** Check digit (0 to 9) of nine leading digits; `undefined` when modulus 11 gives 10, which no NHS number has. */
function checkDigit(nine: string): number | undefined {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (nine.charCodeAt(at) - 48), 0)
  const digit = 11 - (sum % 11)
  return digit === 11 ? 0 : digit === 10 ? undefined : digit
}

/** Whether the text is ten digits with the right check digit. Spaces are not accepted: they belong to display only. */
export function isValid(value: string): boolean {
  return /^\d{10}$/.test(value) && checkDigit(value) === value.charCodeAt(9) - 48
}

/** Display form 3-3-4: `999 000 0018`. */
export function format(value: string): string {
  return `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6)}`
}

/** A valid number of the synthetic range that starts 999, which is never given to a person. */
export function generate(random: { below(limit: number): number }): string {
  for (;;) {
    const nine = `999${String(random.below(1_000_000)).padStart(6, '0')}`
    const digit = checkDigit(nine)
    if (digit !== undefined) return nine + digit
  }
}

/** How many numbers `synthetic` can tell apart. */
export const SYNTHETIC_NUMBERS = 500_000

/**
 * The `index`-th number of the 999 range; different indexes below `SYNTHETIC_NUMBERS` give different numbers. Of two
 * neighbours at least one has a check digit, so each index owns a pair.
 */
export function synthetic(index: number): string {
  const first = (index % SYNTHETIC_NUMBERS) * 2
  for (const candidate of [first, first + 1]) {
    const nine = `999${String(candidate).padStart(6, '0')}`
    const digit = checkDigit(nine)
    if (digit !== undefined) return nine + digit
  }
  throw new Error(`Failed to make an NHS number from index ${index}: neither of its pair has a check digit, which cannot be.`)
}
