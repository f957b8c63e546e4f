import { entriesOn } from '../../referrals/worklists.ts'
import { defect } from '../defect.ts'

export const worklistOfMyOwn = defect({
  name: 'worklist-of-my-own',
  requirement: 'E00150',
  story: 'Shows on the practice’s worklists only what the user referred themselves, so that nobody sees those of a colleague on leave.',
  replaces: entriesOn,
  with: async (work, list) => (await entriesOn.proper(work, list)).filter(({ referrer }) => referrer === work.session.user.id),
})
