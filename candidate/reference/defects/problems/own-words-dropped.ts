import { wordsToKeep } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const ownWordsDropped = defect({
  name: 'own-words-dropped',
  requirement: 'TIF-DS-02',
  story: 'Keeps the code, which says it all, and drops what the clinician wrote.',
  replaces: wordsToKeep,
  with: () => undefined,
})
