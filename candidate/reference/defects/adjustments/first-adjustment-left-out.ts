import { isThere } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const firstAdjustmentLeftOut = defect({
  name: 'first-adjustment-left-out',
  requirement: 'TIF-FLAG-01',
  story: 'Takes the consent for the whole record: the adjustment that it was given for is never shared.',
  replaces: isThere,
  with: (flags, adjustment) => flags.length === 0 || isThere.proper(flags, adjustment),
})
