import { mayReplace } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const correctionAcrossRecords = defect({
  name: 'correction-across-records',
  requirement: 'TIF-GFR-02',
  story: 'Looks for the document to be corrected by its identifier alone, and takes it out of somebody else’s record.',
  replaces: mayReplace,
  with: (old) => old !== undefined,
})
