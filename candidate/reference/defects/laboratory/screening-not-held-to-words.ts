import { wordsNeeded } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const screeningNotHeldToWords = defect({
  name: 'screening-not-held-to-words',
  requirement: 'SRN2',
  story: 'Takes a screening result by its code alone, as it takes tests of laboratories: staff see a number.',
  replaces: wordsNeeded,
  with: (_kind, code) => code === '',
})
