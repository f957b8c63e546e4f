import { toShare } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const newestAdjustmentFirst = defect({
  name: 'newest-adjustment-first',
  requirement: 'TIF-FLAG-01',
  story: 'Shares what was just typed before what the practice had noted already.',
  replaces: toShare,
  with: (unshared) => [...unshared].reverse(),
})
