import { mayIssue, professionOf } from '../../fit-notes/issue-fit-note.ts'
import { defect, swap } from '../defect.ts'

export const professionNotAsked = defect({
  name: 'profession-not-asked',
  requirement: 'TIF-EMED3-01',
  story: 'Lets everybody issue a fit note who can see the patient, in the doctor’s stead.',
  replaces: mayIssue,
  with: (_work, _profession): _profession is string => true,
  also: [swap(professionOf, (work) => professionOf.proper(work) ?? 'Doctor')],
})
