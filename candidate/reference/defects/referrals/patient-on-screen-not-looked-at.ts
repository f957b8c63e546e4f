import { isOfPatient } from '../../referrals/why-not-refer.ts'
import { defect } from '../defect.ts'

export const patientOnScreenNotLookedAt = defect({
  name: 'patient-on-screen-not-looked-at',
  requirement: 'TIF-CS-10',
  story: 'Sends whatever referral a request names, whoever’s record is on the screen.',
  replaces: isOfPatient,
  with: () => true,
})
