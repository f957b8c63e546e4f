import { marksWithin } from '../../gp2gp/marks.ts'
import { defect } from '../defect.ts'

export const marksOfTheSenderNotRead = defect({
  name: 'marks-of-the-sender-not-read',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Takes a record over and drops the marks in it: what the practice before kept from the patient is shown here.',
  replaces: marksWithin,
  with: (_element, around) => around,
})
