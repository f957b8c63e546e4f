import { excludedShown } from '../../extracts/api.ts'
import { defect } from '../defect.ts'

export const excludedNotCounted = defect({
  name: 'excluded-not-counted',
  requirement: 'TIF-NDOP-02',
  story: 'Leaves out whom it must, and tells nobody how many that were.',
  replaces: excludedShown,
  with: () => ({ here: 0, nationally: 0 }),
})
