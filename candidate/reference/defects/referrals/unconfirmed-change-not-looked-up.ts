import { becameOf } from '../../referrals/change-referral.ts'
import { defect } from '../defect.ts'

export const unconfirmedChangeNotLookedUp = defect({
  name: 'unconfirmed-change-not-looked-up',
  requirement: 'E00150',
  story: 'Takes a change that e-RS did not confirm for one that was not made, and goes on showing how it was.',
  replaces: becameOf,
  with: async () => undefined,
})
