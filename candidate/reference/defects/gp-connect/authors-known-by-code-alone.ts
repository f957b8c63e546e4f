import { isBy } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const authorsKnownByCodeAlone = defect({
  name: 'authors-known-by-code-alone',
  requirement: 'GPCARS01',
  story: 'Compares the author with the practice’s code and the system before it, and finds nothing.',
  replaces: isBy,
  with: (author, odsCode) => author === odsCode,
})
