import { whatIsWrong } from '../../fit-notes/issue-fit-note.ts'
import { defect } from '../defect.ts'

export const threeMonthsAtMostForAll = defect({
  name: 'three-months-at-most-for-all',
  requirement: 'eMED3-03',
  story: 'Holds every note to three months, also one for a condition of years.',
  replaces: whatIsWrong,
  with: (note, today) => whatIsWrong.proper({ ...note, withinSixMonths: true }, today),
})
