import { askForReview } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const informationToldAsAction = defect({
  name: 'information-told-as-action',
  requirement: 'FHIR-RR-03',
  story: 'Puts everything before clinicians as work to do, until they take nothing for work.',
  replaces: askForReview,
  with: (services, document) => askForReview.proper(services, { ...document, forAction: true }),
})
