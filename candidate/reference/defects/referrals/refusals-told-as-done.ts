import { afterFailedChange } from '../../referrals/change-referral.ts'
import { defect } from '../defect.ts'

export const refusalsToldAsDone = defect({
  name: 'refusals-told-as-done',
  requirement: 'E00150',
  story: 'Closes the form after a change, whatever e-RS said to it.',
  replaces: afterFailedChange,
  with: (_work, referral) => referral,
})
