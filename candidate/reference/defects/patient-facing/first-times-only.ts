import { slotsForPatients } from '../../patient-facing/appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const firstTimesOnly = defect({
  name: 'first-times-only',
  requirement: 'TIF-GPC-12',
  story: 'Answers with the first page of the times there are, and without a word on the next one.',
  replaces: slotsForPatients,
  with: (work, within) => slotsForPatients.proper(work, within).slice(0, 2),
})
