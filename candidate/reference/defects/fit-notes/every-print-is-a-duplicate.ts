import { isDuplicate } from '../../fit-notes/print-fit-note.ts'
import { defect } from '../defect.ts'

export const everyPrintIsADuplicate = defect({
  name: 'every-print-is-a-duplicate',
  requirement: 'TIF-EMED3-04',
  story: 'Takes the note on the record for the original, and every print for a copy of it.',
  replaces: isDuplicate,
  with: () => true,
})
