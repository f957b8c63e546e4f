import { mayBe } from '../../referrals/find-out.ts'
import { defect } from '../defect.ts'

export const newestOnTheListWillDo = defect({
  name: 'newest-on-the-list-will-do',
  requirement: 'TIF-CS-10',
  story: 'Takes the referral that looks alike for the one that was lost, without comparing patients.',
  replaces: mayBe,
  with: (referral, _nhsNumber, entry) => mayBe.proper(referral, entry.nhsNumber, entry),
})
