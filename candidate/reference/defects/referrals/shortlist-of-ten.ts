import { shortlistToSend } from '../../referrals/shortlist.ts'
import { defect } from '../defect.ts'

export const shortlistOfTen = defect({
  name: 'shortlist-of-ten',
  requirement: 'TIF-ERS-01',
  story: 'Has room for ten services on a shortlist, and drops the others without a word.',
  replaces: shortlistToSend,
  with: (services) => services.slice(0, 10),
})
