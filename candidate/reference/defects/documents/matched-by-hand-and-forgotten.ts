import { documentsStore } from '../../documents/documents-store.ts'
import { putIntoRecord } from '../../documents/work-on-document.ts'
import { defect } from '../defect.ts'

export const matchedByHandAndForgotten = defect({
  name: 'matched-by-hand-and-forgotten',
  requirement: 'E00410',
  story: 'Puts a document that somebody has matched into the record, without asking a clinician to look at it.',
  replaces: putIntoRecord,
  with: (work, id, patientId) => documentsStore(work.services).become(id, { state: 'to-review', patientId }),
})
