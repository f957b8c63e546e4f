import { mayChangeWhereabouts } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

export const sensitiveRecordChangedLikeAnyOther = defect({
  name: 'sensitive-record-changed-like-any-other',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Lets staff write an address or a number into a record that must not tell where the patient is.',
  replaces: mayChangeWhereabouts,
  with: () => true,
})
