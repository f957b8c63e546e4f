const WEIGHTS = [1, 3, 7, 1, 3, 7]

/**
 * The PPD code of a GP (`G` + DIN + check digit) from the six-digit Doctor Index Number. Each digit is multiplied by
 * 1, 3, 7, 1, 3, 7; the last digits of the products are added; the last digit of the sum is the check digit.
 */
export function gmpCode(din: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + ((Number(din[at]) * weight) % 10), 0)
  return `G${din}${sum % 10}`
}
