import { GpcError } from '../../gp-connect/gpc-error.ts'
import { missing } from '../../gp-connect/reachable.ts'
import { defect } from '../defect.ts'

export const everybodyMissingIsAPatient = defect({
  name: 'everybody-missing-is-a-patient',
  requirement: 'TIF-GPC-11',
  story: 'Has one error for whatever is not here: that of a patient.',
  replaces: missing,
  with: () => new GpcError('PATIENT_NOT_FOUND'),
})
