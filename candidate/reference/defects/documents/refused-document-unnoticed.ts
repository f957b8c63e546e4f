import { onProblem } from '../../documents/document-messages.ts'
import { defect } from '../defect.ts'

export const refusedDocumentUnnoticed = defect({
  name: 'refused-document-unnoticed',
  requirement: 'TIF-GFR-01',
  story: 'Refuses a document with the right code, and nobody at the practice learns that there was one.',
  replaces: onProblem,
  with: () => undefined,
})
