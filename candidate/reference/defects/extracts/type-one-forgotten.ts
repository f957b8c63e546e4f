import { withoutTypeOne } from '../../extracts/disclose.ts'
import { defect } from '../defect.ts'

export const typeOneForgotten = defect({
  name: 'type-one-forgotten',
  requirement: 'TIF-NDOP-02',
  story: 'Takes the national opt-out for the only one there is.',
  replaces: withoutTypeOne,
  with: (_services, patients) => patients,
})
