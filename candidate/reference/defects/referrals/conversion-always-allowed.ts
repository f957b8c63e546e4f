import { conversionAllowed } from '../../referrals/ask-advice.ts'
import { defect } from '../defect.ts'

export const conversionAlwaysAllowed = defect({
  name: 'conversion-always-allowed',
  requirement: 'TIF-ERS-04',
  story: 'Lets specialists make a referral of every question, since it saves a step.',
  replaces: conversionAllowed,
  with: () => true,
})
