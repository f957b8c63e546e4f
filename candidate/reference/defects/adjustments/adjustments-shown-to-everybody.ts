import { visibleTo } from '../../adjustments/show-adjustments.ts'
import { defect } from '../defect.ts'

export const adjustmentsShownToEverybody = defect({
  name: 'adjustments-shown-to-everybody',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Shows the receptionist which adjustments a patient needs, since the practice has them in its copy.',
  replaces: visibleTo,
  with: (_work, shown) => shown,
})
