import { professionOf } from '../../fit-notes/issue-fit-note.ts'
import { staffMember } from '../../practice/practice-data.ts'
import { defect } from '../defect.ts'

export const anybodyRegisteredWithTheCouncil = defect({
  name: 'anybody-registered-with-the-council',
  requirement: 'TIF-EMED3-01',
  story: 'Takes whoever is registered with the Health and Care Professions Council for a physiotherapist.',
  replaces: professionOf,
  with: (work) => professionOf.proper(work) ?? (staffMember(work.services.practice, work.session.user.id)?.professionalCodes['hcpc'] === undefined ? undefined : 'Physiotherapist'),
})
