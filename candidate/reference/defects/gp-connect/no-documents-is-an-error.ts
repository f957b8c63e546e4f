import { GpcError } from '../../gp-connect/gpc-error.ts'
import { lettersTold } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const noDocumentsIsAnError = defect({
  name: 'no-documents-is-an-error',
  requirement: 'GPCARS01',
  story: 'Answers a search that finds no documents with an error.',
  replaces: lettersTold,
  with: (letters) => {
    if (letters.length === 0) throw new GpcError('NO_RECORD_FOUND')
    return letters
  },
})
