import { mayIssue } from '../../fit-notes/issue-fit-note.ts'
import { defect } from '../defect.ts'

export const doctorsOnly = defect({
  name: 'doctors-only',
  requirement: 'TIF-EMED3-01',
  story: 'Lets doctors issue fit notes, as it was before 2022.',
  replaces: mayIssue,
  with: (work, profession): profession is string => mayIssue.proper(work, profession) && profession === 'Doctor',
})
