import { pauseBeforeRetry } from '../../national/retry.ts'
import { defect } from '../defect.ts'

export const referralGivenUpWhenBusy = defect({
  name: 'referral-given-up-when-busy',
  requirement: 'ERS01',
  story: 'Never sends a referral again by itself, not even when e-RS only asked for a moment before it took anything.',
  replaces: pauseBeforeRetry,
  with: (attempt) => (attempt.once ? undefined : pauseBeforeRetry.proper(attempt)),
})
