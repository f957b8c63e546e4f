import { mergeNational } from '../../demographics/open-patient.ts'
import { asShown } from '../../demographics/whereabouts.ts'
import { defect, swap } from '../defect.ts'

export const whereaboutsOfASensitivePatientShown = defect({
  name: 'whereabouts-of-a-sensitive-patient-shown',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Keeps the last address it knew when PDS stops giving one: the patient who had to hide is found in the practice’s copy.',
  replaces: mergeNational,
  with: ({ national }, record) => ({ ...record, patient: { ...national, ...record.patient } }),
  also: [swap(asShown, (patient) => patient)],
})
