import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const fitNoteNotInTheTrail = defect({
  name: 'fit-note-not-in-the-trail',
  requirement: 'TIF-EMED3-02',
  story: 'Has the name of the issuer on the note, and thinks that enough for the audit trail.',
  replaces: isAudited,
  with: (entry) => entry.event !== 'fit-note-issued',
})
