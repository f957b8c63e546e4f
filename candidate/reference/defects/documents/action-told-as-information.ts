import { askForReview } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const actionToldAsInformation = defect({
  name: 'action-told-as-information',
  requirement: 'FHIR-RR-03',
  story: 'Puts everything before clinicians as information, whatever the sender expects of them.',
  replaces: askForReview,
  with: (services, document) => askForReview.proper(services, { ...document, forAction: false }),
})
