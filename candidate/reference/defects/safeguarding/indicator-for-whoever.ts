import { isForSex } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const indicatorForWhoever = defect({
  name: 'indicator-for-whoever',
  requirement: 'TIF-FLAG-01',
  story: 'Records the indicator of boys, too.',
  replaces: isForSex,
  with: () => true,
})
