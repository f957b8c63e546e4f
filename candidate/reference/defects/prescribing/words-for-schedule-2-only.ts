import { needsWords } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const wordsForSchedule2Only = defect({
  name: 'words-for-schedule-2-only',
  requirement: 'TIF-CD-01',
  story: 'Writes the quantity in words for schedule 2, and forgets schedule 3.',
  replaces: needsWords,
  with: ({ schedule }) => schedule === '2',
})
