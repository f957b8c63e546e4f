import { reasonKept } from '../../prescribing/draft-item.ts'
import { defect } from '../defect.ts'

export const reasonReplacedByATick = defect({
  name: 'reason-replaced-by-a-tick',
  requirement: 'E00100',
  story: 'Keeps that the warning was read, and not what the prescriber said to it.',
  replaces: reasonKept,
  with: () => 'Acknowledged',
})
