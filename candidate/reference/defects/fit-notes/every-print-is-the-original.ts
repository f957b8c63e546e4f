import { isDuplicate } from '../../fit-notes/print-fit-note.ts'
import { defect } from '../defect.ts'

export const everyPrintIsTheOriginal = defect({
  name: 'every-print-is-the-original',
  requirement: 'TIF-EMED3-04',
  story: 'Prints a note from the record as it was printed first.',
  replaces: isDuplicate,
  with: () => false,
})
