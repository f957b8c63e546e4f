import { registrationOf } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const registrationWithoutAccountableGp = defect({
  name: 'registration-without-accountable-gp',
  requirement: 'E00163',
  story: 'Writes down that somebody is registered, and not which GP is accountable for them.',
  replaces: registrationOf,
  with: ({ accountableGp: _gp, ...registration }) => registration,
})
