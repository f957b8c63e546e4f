import { isForPatient } from '../../patient-facing/record/structured-record.ts'
import { defect } from '../defect.ts'

export const patientsShownWhatIsNotForThem = defect({
  name: 'patients-shown-what-is-not-for-them',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Shows patients everything that is coded, with what their clinician keeps from them.',
  replaces: isForPatient,
  with: () => true,
})
