import { asWritten } from '../../referrals/draft-referral.ts'
import { defect } from '../defect.ts'

export const missingDetailsMadeUp = defect({
  name: 'missing-details-made-up',
  requirement: 'E00148',
  story: 'Fills in what the user left out of a referral: a general type, a reason that says nothing, routine, and a specialty that is often meant.',
  replaces: asWritten,
  with: (wish) => ({
    ...wish,
    type: wish.type || '3457005',
    reason: wish.reason || 'As discussed.',
    priority: wish.priority || 'ROUTINE',
    specialty: wish.specialty || 'DERMATOLOGY',
  }),
})
