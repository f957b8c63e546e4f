import { isThere } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const sameAdjustmentTwice = defect({
  name: 'same-adjustment-twice',
  requirement: 'TIF-FLAG-01',
  story: 'Does not look whether an adjustment is on the national record already.',
  replaces: isThere,
  with: () => false,
})
