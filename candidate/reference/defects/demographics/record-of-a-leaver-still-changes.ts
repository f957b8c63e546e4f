import { isReadOnly } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

export const recordOfALeaverStillChanges = defect({
  name: 'record-of-a-leaver-still-changes',
  requirement: 'E00165',
  story: 'Marks a patient as gone and lets everybody go on changing the record, here and nationally.',
  replaces: isReadOnly,
  with: () => false,
})
