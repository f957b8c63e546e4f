import { keepConverted } from '../../referrals/read-advice.ts'
import { defect } from '../defect.ts'

export const convertedAdviceForgotten = defect({
  name: 'converted-advice-forgotten',
  requirement: 'TIF-ERS-04',
  story: 'Shows that a question became a referral, and has no such referral in the patient’s record.',
  replaces: keepConverted,
  with: async () => undefined,
})
