import { SHORTLIST_LIMIT, shortlistToSend, whatIsWrongWith } from '../../referrals/shortlist.ts'
import { defect, swap } from '../defect.ts'

export const shortlistCutToFit = defect({
  name: 'shortlist-cut-to-fit',
  requirement: 'TIF-ERS-01',
  story: 'Cuts a shortlist that is too long for e-RS, and tells nobody which services are gone.',
  replaces: whatIsWrongWith,
  with: (services) => whatIsWrongWith.proper(services.slice(0, SHORTLIST_LIMIT)),
  also: [swap(shortlistToSend, (services) => services.slice(0, SHORTLIST_LIMIT))],
})
