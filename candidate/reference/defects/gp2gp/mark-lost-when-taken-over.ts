import { markedAs } from '../../gp2gp/marks.ts'
import { defect } from '../defect.ts'

export const markLostWhenTakenOver = defect({
  name: 'mark-lost-when-taken-over',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Shows the mark of an entry until a clinician takes it over; the allergy on the record has none.',
  replaces: markedAs,
  with: () => ({}),
})
