import { isLongSupply, GUIDANCE_DAYS } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const thirtyDaysForSchedule2Only = defect({
  name: 'thirty-days-for-schedule-2-only',
  requirement: 'TIF-CD-02',
  story: 'Knows the guidance of thirty days for schedule 2 only.',
  replaces: isLongSupply,
  with: ({ schedule }, days) => schedule === '2' && days > GUIDANCE_DAYS,
})
