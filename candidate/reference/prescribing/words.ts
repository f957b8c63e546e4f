import { behaviour } from '../behaviour.ts'

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** A whole number below a million in English words: 56 is "fifty-six", 112 "one hundred and twelve". */
function wordsOf(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number >= 1_000_000) throw new RangeError(`${number} has no words here`)
  if (number < 20) return ONES[number] ?? ''
  if (number < 100) return number % 10 === 0 ? (TENS[number / 10] ?? '') : `${TENS[Math.floor(number / 10)]}-${ONES[number % 10]}`
  if (number < 1000) return joined(`${ONES[Math.floor(number / 100)]} hundred`, number % 100)
  return joined(`${wordsOf(Math.floor(number / 1000))} thousand`, number % 1000)
}

const joined = (start: string, rest: number) => (rest === 0 ? start : `${start}${rest < 100 ? ' and' : ''} ${wordsOf(rest)}`)

/** The quantity of a controlled drug in words. */
export const inWords = behaviour('prescribing.inWords', wordsOf)
