import { statedReason } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const reasonOfReferralMadeUp = defect({
  name: 'reason-of-referral-made-up',
  requirement: 'E00148',
  story: 'Fills in a reason where nobody has given one, so that the form goes through.',
  replaces: statedReason,
  with: (reason) => statedReason.proper(reason) ?? 'See record',
})
