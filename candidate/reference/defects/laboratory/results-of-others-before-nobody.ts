import { reviewerOf } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const resultsOfOthersBeforeNobody = defect({
  name: 'results-of-others-before-nobody',
  requirement: 'TIF-DDP-06',
  story: 'Where somebody elsewhere asked for a test, nobody here is asked to look at the result.',
  replaces: reviewerOf,
  with: (services, report, patient) => reviewerOf.proper(services, report, { ...patient, registrations: [] }),
})
