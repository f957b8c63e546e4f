import { visibleTo } from '../../adjustments/show-adjustments.ts'
import { seesClinicalData } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const flagHiddenFromReception = defect({
  name: 'flag-hidden-from-reception',
  requirement: 'TIF-FLAG-01',
  story: 'Keeps everything from whoever has no clinical role, so that reception never learns that there is anything to ask about.',
  replaces: visibleTo,
  with: (work, shown) => (seesClinicalData(work.role) ? shown : { state: 'none', flags: [], unshared: [] }),
})
