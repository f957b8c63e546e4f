import { isThere } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const oneAdjustmentAPatient = defect({
  name: 'one-adjustment-a-patient',
  requirement: 'TIF-FLAG-01',
  story: 'Knows one adjustment a patient: whoever has one does not get another.',
  replaces: isThere,
  with: (flags) => flags.length > 0,
})
