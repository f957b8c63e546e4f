import { whatIsWrong } from '../../fit-notes/issue-fit-note.ts'
import { defect } from '../defect.ts'

export const assessedTomorrow = defect({
  name: 'assessed-tomorrow',
  requirement: 'eMED3-03',
  story: 'Takes a day to come for that of the assessment.',
  replaces: whatIsWrong,
  with: (note, today) => whatIsWrong.proper({ ...note, assessedOn: note.assessedOn > today ? today : note.assessedOn }, today),
})
