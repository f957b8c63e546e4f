import { recordDone } from '../../im1/area.ts'
import { defect } from '../defect.ts'

export const linkingLeavesNoTrace = defect({
  name: 'linking-leaves-no-trace',
  requirement: 'TIF-IG-AUD-01',
  story: 'Writes down what staff do, and not what patients’ apps do with their accounts.',
  replaces: recordDone,
  with: () => {},
})
