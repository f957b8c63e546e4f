import { isOfPatient } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const referralSeenFromAnyRecord = defect({
  name: 'referral-seen-from-any-record',
  requirement: 'TIF-CS-10',
  story: 'Finds a referral by its number alone, whoever is on the screen.',
  replaces: isOfPatient,
  with: () => true,
})
