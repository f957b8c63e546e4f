import { keepsUnmatched } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const unmatchedThrownAway = defect({
  name: 'unmatched-thrown-away',
  requirement: 'E00410',
  story: 'Answers that the patient is not known here, and keeps nothing: the sender has done their part, and nobody else sees the letter.',
  replaces: keepsUnmatched,
  with: () => false,
})
