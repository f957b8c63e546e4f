import { refreshIsDue } from '../../demographics/open-patient.ts'
import { defect } from '../defect.ts'

export const staleCopyShownAsNational = defect({
  name: 'stale-copy-shown-as-national',
  requirement: 'E00176',
  story: 'Asks PDS once a day. Whoever opens the details sees yesterday’s and takes them for the national ones.',
  replaces: refreshIsDue,
  with: ({ refreshedAt }, now) => now - Date.parse(refreshedAt) > 24 * 60 * 60 * 1000,
})
