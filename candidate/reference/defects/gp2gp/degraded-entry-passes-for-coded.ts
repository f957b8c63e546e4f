import { entryKept } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const degradedEntryPassesForCoded = defect({
  name: 'degraded-entry-passes-for-coded',
  requirement: 'TIF-GP2GP-02',
  story: 'Keeps the words of an entry without a code, and does not say that it came without.',
  replaces: entryKept,
  with: (entry) => ({ ...entry, degraded: false }),
})
