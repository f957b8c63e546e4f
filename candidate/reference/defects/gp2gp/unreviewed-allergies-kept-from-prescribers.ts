import { unreviewedAllergies } from '../../gp2gp/unreviewed.ts'
import { defect } from '../defect.ts'

export const unreviewedAllergiesKeptFromPrescribers = defect({
  name: 'unreviewed-allergies-kept-from-prescribers',
  requirement: 'TIF-GP2GP-02',
  story: 'Does not tell prescribers of allergies until they have been reviewed, and until then prescribes as if there were none.',
  replaces: unreviewedAllergies,
  with: () => [],
})
