import { isWithin } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const referralsOfAllTime = defect({
  name: 'referrals-of-all-time',
  requirement: 'GPCARS01',
  story: 'Tells all referrals, whatever days were asked for.',
  replaces: isWithin,
  with: () => true,
})
