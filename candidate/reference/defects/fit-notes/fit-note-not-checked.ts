import { whatIsWrong } from '../../fit-notes/issue-fit-note.ts'
import { defect } from '../defect.ts'

export const fitNoteNotChecked = defect({
  name: 'fit-note-not-checked',
  requirement: 'eMED3-03',
  story: 'Takes a fit note as it was filled in.',
  replaces: whatIsWrong,
  with: () => [],
})
