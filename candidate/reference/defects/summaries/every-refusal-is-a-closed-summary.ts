import { isClosed } from '../../national/scr.ts'
import { defect } from '../defect.ts'

export const everyRefusalIsAClosedSummary = defect({
  name: 'every-refusal-is-a-closed-summary',
  requirement: 'TIF-CS-11',
  story: 'Takes whatever is no summary for a patient who lets nobody see it.',
  replaces: isClosed,
  with: (answer) => answer.status >= 400,
})
