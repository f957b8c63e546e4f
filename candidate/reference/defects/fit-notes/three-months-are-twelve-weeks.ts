import { daysAfter } from '../../extracts/period.ts'
import { whatIsWrong } from '../../fit-notes/issue-fit-note.ts'
import { defect } from '../defect.ts'

export const threeMonthsAreTwelveWeeks = defect({
  name: 'three-months-are-twelve-weeks',
  requirement: 'eMED3-03',
  story: 'Counts a month as four weeks.',
  replaces: whatIsWrong,
  with: (note, today) => (note.withinSixMonths && note.to > daysAfter(note.from, 84) ? [{ field: 'to', text: 'A note is for three months at most.' }] : whatIsWrong.proper(note, today)),
})
