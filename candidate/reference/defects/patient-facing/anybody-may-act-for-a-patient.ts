import { actsForAnother } from '../../patient-facing/caller.ts'
import { defect } from '../defect.ts'

export const anybodyMayActForAPatient = defect({
  name: 'anybody-may-act-for-a-patient',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Reads for whom a token is, and not who uses it: a relative whom nobody at the practice knows acts as the patient.',
  replaces: actsForAnother,
  with: () => false,
})
