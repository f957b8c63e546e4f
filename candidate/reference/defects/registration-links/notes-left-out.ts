import { notesLine } from '../../registration-links/write-transaction.ts'
import { defect } from '../defect.ts'

export const notesLeftOut = defect({
  name: 'notes-left-out',
  requirement: 'NH04',
  story: 'Leaves out what staff write to the authority; a removal comes without a reason.',
  replaces: notesLine,
  with: () => [],
})
