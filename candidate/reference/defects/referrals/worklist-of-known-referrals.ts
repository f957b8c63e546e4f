import { referralsStore } from '../../referrals/referrals-store.ts'
import { entriesOn } from '../../referrals/worklists.ts'
import { defect } from '../defect.ts'

export const worklistOfKnownReferrals = defect({
  name: 'worklist-of-known-referrals',
  requirement: 'E00150',
  story: 'Leaves out of a worklist what was referred in another system.',
  replaces: entriesOn,
  with: async (work, list) => (await entriesOn.proper(work, list)).filter(({ ubrn }) => referralsStore(work.services).byUbrn(ubrn)),
})
