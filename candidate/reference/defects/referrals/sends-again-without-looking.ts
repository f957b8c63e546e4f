import { beforeRepeating } from '../../referrals/send-referral.ts'
import { defect } from '../defect.ts'

export const sendsAgainWithoutLooking = defect({
  name: 'sends-again-without-looking',
  requirement: 'ERS01',
  story: 'Sends a referral that was not confirmed once more when the user asks for it, without looking whether e-RS has it.',
  replaces: beforeRepeating,
  with: async () => undefined,
})
