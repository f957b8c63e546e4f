import { entriesOn } from '../../referrals/worklists.ts'
import { defect } from '../defect.ts'

export const returnedReferralsNotListed = defect({
  name: 'returned-referrals-not-listed',
  requirement: 'E00150',
  story: 'Knows the worklists that e-RS had when it was built, and shows an empty list for the one that came later.',
  replaces: entriesOn,
  with: async (work, list) => (list === 'ASSESSMENT_RETURNED_CANCELLED_DNA' ? [] : entriesOn.proper(work, list)),
})
