import { isOpenForMoving } from '../../gp-connect/migration.ts'
import { isShared } from '../../gp-connect/sharing.ts'
import { defect } from '../defect.ts'

export const recordsMoveWhereShared = defect({
  name: 'records-move-where-shared',
  requirement: 'TIF-GPC-09',
  story: 'Moves records only where the practice shares them, so that they do not follow the patient.',
  replaces: isOpenForMoving,
  with: (services) => isShared(services, 'record'),
})
