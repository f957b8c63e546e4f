import { businessFunction } from '../../national/ers.ts'
import { demandReferrer } from '../../referrals/referrers.ts'
import { defect, swap } from '../defect.ts'

export const everybodyMayRefer = defect({
  name: 'everybody-may-refer',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Offers the referral page to clinicians only, and checks nothing once the request is there: it goes to e-RS in the capacity of a referring clinician.',
  replaces: demandReferrer,
  with: () => undefined,
  also: [swap(businessFunction, () => 'REFERRING_CLINICIAN')],
})
