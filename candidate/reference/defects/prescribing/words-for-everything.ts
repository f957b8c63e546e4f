import { needsWords } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const wordsForEverything = defect({
  name: 'words-for-everything',
  requirement: 'TIF-CD-01',
  story: 'Writes every quantity in words, to be on the safe side. Pharmacies take every prescription for a controlled drug.',
  replaces: needsWords,
  with: () => true,
})
