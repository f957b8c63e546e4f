import { beforeRepeating } from '../../referrals/send-referral.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const sendsAgainWhenItCannotLook = defect({
  name: 'sends-again-when-it-cannot-look',
  requirement: 'ERS01',
  story: 'Takes it that e-RS does not have a referral when e-RS cannot be asked.',
  replaces: beforeRepeating,
  with: async (work, referral, nhsNumber) => {
    try {
      return await beforeRepeating.proper(work, referral, nhsNumber)
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  },
})
