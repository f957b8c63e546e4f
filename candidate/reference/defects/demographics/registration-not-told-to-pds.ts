import { claimNationally } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const registrationNotToldToPds = defect({
  name: 'registration-not-told-to-pds',
  requirement: 'E00176',
  story: 'Puts the patient on the practice list here only. Nationally they stay with the practice they left.',
  replaces: claimNationally,
  with: async (_work, record) => record,
})
