import { reportedNotes } from '../../fit-notes/activity.ts'
import { defect } from '../defect.ts'

export const printsReported = defect({
  name: 'prints-reported',
  requirement: 'TIF-EMED3-03',
  story: 'Reports every print of a fit note as a fit note.',
  replaces: reportedNotes,
  with: (services, bounds) => reportedNotes.proper(services, bounds).flatMap((note) => Array.from({ length: Math.max(1, note.prints) }, () => note)),
})
