const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ', ,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(',')

/**
 * The number that starts an English text in words: "twenty-eight tablets" gives 28, "one hundred and twelve" 112.
 * `undefined` when the text does not start with one. Whole numbers below a million; "point five" and the like count as unreadable.
 */
export function numberInWords(text: string): number | undefined {
  let total = 0
  let group: number | undefined
  for (const word of text
    .toLowerCase()
    .split(/[\s,-]+/)
    .filter((part) => part)) {
    const unit = UNITS.indexOf(word)
    const ten = TENS.indexOf(word)
    if (word === 'and' && group !== undefined) continue
    else if (word === 'point') return undefined
    else if (unit >= 0) group = (group ?? 0) + unit
    else if (ten >= 2) group = (group ?? 0) + ten * 10
    else if (word === 'hundred' && group !== undefined) group *= 100
    else if (word === 'thousand' && group !== undefined) {
      total += group * 1000
      group = 0
    } else break
  }
  return group === undefined ? undefined : total + group
}
