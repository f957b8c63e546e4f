import { isTheSame } from '../../referrals/find-out.ts'
import { defect } from '../defect.ts'

export const anyReferralOfHersWillDo = defect({
  name: 'any-referral-of-hers-will-do',
  requirement: 'ERS01',
  story: 'Takes the newest referral of the patient for the one that was lost, whatever it is about.',
  replaces: isTheSame,
  with: () => true,
})
