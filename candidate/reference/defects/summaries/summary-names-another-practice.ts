import { summaryBundle } from '../../summaries/build-bundle.ts'
import { defect } from '../defect.ts'

export const summaryNamesAnotherPractice = defect({
  name: 'summary-names-another-practice',
  requirement: 'SCR01',
  story: 'Takes the organisation from the template that the first practice had filled in.',
  replaces: summaryBundle,
  with: (work, patient, sections, ids) => JSON.parse(JSON.stringify(summaryBundle.proper(work, patient, sections, ids)).replaceAll(work.services.config.practice.odsCode, 'A99902')),
})
