import { tellUnconfirmed } from '../../referrals/send-referral.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const unconfirmedToldAsNotSent = defect({
  name: 'unconfirmed-told-as-not-sent',
  requirement: 'ERS01',
  story: 'Says that a referral failed when e-RS did not answer, as though it were known that it did not arrive.',
  replaces: tellUnconfirmed,
  with: (_work, _referral, { code }) => new Refusal(code, 'The referral was not sent: e-RS is in trouble. Send it again later.'),
})
