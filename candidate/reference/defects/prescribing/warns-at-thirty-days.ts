import { isLongSupply } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const warnsAtThirtyDays = defect({
  name: 'warns-at-thirty-days',
  requirement: 'TIF-CD-02',
  story: 'Warns of thirty days, which is what guidance allows.',
  replaces: isLongSupply,
  with: (medicine, days) => isLongSupply.proper(medicine, days + 1),
})
