import { isLongSupply, GUIDANCE_DAYS } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const thirtyDaysForEverything = defect({
  name: 'thirty-days-for-everything',
  requirement: 'TIF-CD-02',
  story: 'Warns of more than thirty days of any medicine.',
  replaces: isLongSupply,
  with: (_medicine, days) => days > GUIDANCE_DAYS,
})
