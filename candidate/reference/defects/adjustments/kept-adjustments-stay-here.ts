import { toShare } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const keptAdjustmentsStayHere = defect({
  name: 'kept-adjustments-stay-here',
  requirement: 'TIF-FLAG-01',
  story: 'Shares what was just typed, and leaves what the practice had noted before where it is.',
  replaces: toShare,
  with: (unshared, code) => unshared.filter((each) => each.code === code),
})
