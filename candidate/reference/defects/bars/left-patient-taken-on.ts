import { isTakenOn } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const leftPatientTakenOn = defect({
  name: 'left-patient-taken-on',
  requirement: 'TIF-GPC-18',
  story: 'Takes in what comes about everybody who ever was a patient.',
  replaces: isTakenOn,
  with: () => true,
})
