/** Verhoeff's tables: multiplication in the dihedral group D5, and the permutation by position. */
const D = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const P = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258']

/** Whether a text is a SNOMED CT identifier: 6 to 18 digits that end in their Verhoeff check digit. dm+d codes are such. */
export function isSnomedId(text: string): boolean {
  if (!/^[1-9]\d{5,17}$/.test(text)) return false
  const check = [...text].reverse().reduce((c, digit, index) => Number(D[c]?.[Number(P[index % 8]?.[Number(digit)])]), 0)
  return check === 0
}
