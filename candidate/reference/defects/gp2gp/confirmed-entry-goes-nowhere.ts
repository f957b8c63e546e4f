import { takeOver } from '../../gp2gp/review.ts'
import { defect } from '../defect.ts'

export const confirmedEntryGoesNowhere = defect({
  name: 'confirmed-entry-goes-nowhere',
  requirement: 'TIF-GP2GP-02',
  story: 'Marks an entry as taken over, and does not take it over.',
  replaces: takeOver,
  with: () => undefined,
})
