import { groundFor } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

export const permissionTakenForGranted = defect({
  name: 'permission-taken-for-granted',
  requirement: 'TIF-SCR-01',
  story: 'Takes it that whoever presses the button has asked.',
  replaces: groundFor,
  with: (said, why) => groundFor.proper(said ?? 'permission', why),
})
