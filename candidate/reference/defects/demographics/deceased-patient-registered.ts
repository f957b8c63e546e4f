import { whyNotRegister } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const deceasedPatientRegistered = defect({
  name: 'deceased-patient-registered',
  requirement: 'E00163',
  story: 'Registers whoever PDS finds, alive or not.',
  replaces: whyNotRegister,
  with: ({ patient: { deceasedDateTime: _died, ...patient }, ...record }) => whyNotRegister.proper({ ...record, patient }),
})
