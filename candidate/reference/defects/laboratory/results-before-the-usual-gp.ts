import { reviewerOf } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const resultsBeforeTheUsualGp = defect({
  name: 'results-before-the-usual-gp',
  requirement: 'TIF-DDP-06',
  story: 'Puts every result before the patient’s usual GP, whoever asked for it.',
  replaces: reviewerOf,
  with: (_services, _report, patient) => patient.registrations[0]?.accountableGp,
})
