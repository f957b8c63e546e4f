import { following } from '../../registration-links/numbers.ts'
import { defect } from '../defect.ts'

export const noughtAfterTheHighestNumber = defect({
  name: 'nought-after-the-highest-number',
  requirement: 'NH02',
  story: 'Counts 0 after 99,999,999.',
  replaces: following,
  with: (last, highest) => (last >= highest ? 0 : last + 1),
})
