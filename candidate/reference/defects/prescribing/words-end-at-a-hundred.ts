import { inWords } from '../../prescribing/words.ts'
import { defect } from '../defect.ts'

export const wordsEndAtAHundred = defect({
  name: 'words-end-at-a-hundred',
  requirement: 'TIF-CD-01',
  story: 'Has words up to ninety-nine and drops what is above the hundreds: 112 becomes "one hundred".',
  replaces: inWords,
  with: (number) => inWords.proper(number > 100 ? number - (number % 100) : number),
})
