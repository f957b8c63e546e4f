import { marksOf } from '../../gp2gp/marks.ts'
import { defect } from '../defect.ts'

export const confidenceForgottenOnTheWay = defect({
  name: 'confidence-forgotten-on-the-way',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Sends the record whole and without its marks: the next practice gives out what the patient wants kept in confidence.',
  replaces: marksOf,
  with: () => ({}),
})
