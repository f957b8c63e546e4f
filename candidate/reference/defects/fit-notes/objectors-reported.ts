import { isWithin } from '../../extracts/period.ts'
import { reportedNotes } from '../../fit-notes/activity.ts'
import { fitNotesStore } from '../../fit-notes/store.ts'
import { defect } from '../defect.ts'

export const objectorsReported = defect({
  name: 'objectors-reported',
  requirement: 'TIF-EMED3-03',
  story: 'Reports the fit notes of everybody, since no name goes with them.',
  replaces: reportedNotes,
  with: (services, bounds) => fitNotesStore(services).all().filter(({ issuedAt }) => isWithin(issuedAt, bounds)),
})
