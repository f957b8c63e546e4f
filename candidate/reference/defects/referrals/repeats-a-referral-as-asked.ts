import { pauseBeforeRetry } from '../../national/retry.ts'
import { defect } from '../defect.ts'

export const repeatsAReferralAsAsked = defect({
  name: 'repeats-a-referral-as-asked',
  requirement: 'ERS01',
  story: 'Sends a referral again when e-RS asks to be asked later, as other services have it, though e-RS makes two of it.',
  replaces: pauseBeforeRetry,
  with: ({ method, number, outcome }) => pauseBeforeRetry.proper({ method, number, outcome }),
})
