import { onChangeOfGp } from '../../nems/take-event.ts'
import { defect } from '../defect.ts'

export const movedPatientNotTold = defect({
  name: 'moved-patient-not-told',
  requirement: 'NEMS01',
  story: 'Takes it down that a patient has another practice, and asks nobody to see to it.',
  replaces: onChangeOfGp,
  with: () => undefined,
})
