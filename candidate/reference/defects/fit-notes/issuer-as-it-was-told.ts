import { issuerOf } from '../../fit-notes/issue-fit-note.ts'
import { staffMember } from '../../practice/practice-data.ts'
import { defect } from '../defect.ts'

export const issuerAsItWasTold = defect({
  name: 'issuer-as-it-was-told',
  requirement: 'TIF-EMED3-02',
  story: 'Puts the name on a fit note that the form has, so that a colleague’s notes can be prepared.',
  replaces: issuerOf,
  with: (work, profession, claimed) => {
    const other = staffMember(work.services.practice, claimed)
    return other ? { id: other.id, name: [other.title, other.given, other.family].filter(Boolean).join(' '), profession } : issuerOf.proper(work, profession, claimed)
  },
})
