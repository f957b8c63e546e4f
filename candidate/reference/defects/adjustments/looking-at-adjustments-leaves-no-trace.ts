import { auditView } from '../../adjustments/show-adjustments.ts'
import { defect } from '../defect.ts'

export const lookingAtAdjustmentsLeavesNoTrace = defect({
  name: 'looking-at-adjustments-leaves-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Does not write down who looked at reasonable adjustments: they are not part of the practice’s own record.',
  replaces: auditView,
  with: () => {},
})
