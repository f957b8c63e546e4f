import { isForAge } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const indicatorWithoutEnd = defect({
  name: 'indicator-without-end',
  requirement: 'TIF-FLAG-01',
  story: 'Records the indicator of grown women: nobody has thought of an age.',
  replaces: isForAge,
  with: () => true,
})
