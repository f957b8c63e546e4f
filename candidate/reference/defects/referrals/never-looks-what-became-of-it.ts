import { afterUnconfirmed } from '../../referrals/send-referral.ts'
import { defect } from '../defect.ts'

export const neverLooksWhatBecameOfIt = defect({
  name: 'never-looks-what-became-of-it',
  requirement: 'ERS01',
  story: 'Does not look whether e-RS has a referral that it did not confirm, although it could.',
  replaces: afterUnconfirmed,
  with: async () => undefined,
})
