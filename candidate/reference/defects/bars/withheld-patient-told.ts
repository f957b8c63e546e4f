import { isTakenOn, mayBeTold } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const withheldPatientTold = defect({
  name: 'withheld-patient-told',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Tells of every patient that they are one, those whose whereabouts are withheld among them.',
  replaces: mayBeTold,
  with: (patient) => isTakenOn(patient),
})
