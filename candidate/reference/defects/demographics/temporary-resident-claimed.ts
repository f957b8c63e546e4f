import { isClaimed } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const temporaryResidentClaimed = defect({
  name: 'temporary-resident-claimed',
  requirement: 'E00163',
  story: 'Tells PDS that a visitor is a patient of this practice: their own practice loses them, and their record follows.',
  replaces: isClaimed,
  with: () => true,
})
