import { whyNot } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const leftPatientReferred = defect({
  name: 'left-patient-referred',
  requirement: 'TIF-IG-LR-01',
  story: 'Refers whoever is on the list, those who have left included.',
  replaces: whyNot,
  with: () => undefined,
})
