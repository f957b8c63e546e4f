import { demandEditor } from '../../adjustments/change-adjustments.ts'
import { demand } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const everybodyRecordsAdjustments = defect({
  name: 'everybody-records-adjustments',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets whoever may amend demographics record adjustments.',
  replaces: demandEditor,
  with: ({ role }) => demand(role, 'B0825'),
})
