import { reasonKept } from '../../gp2gp/review.ts'
import { defect } from '../defect.ts'

export const reasonForNotTakingOverLost = defect({
  name: 'reason-for-not-taking-over-lost',
  requirement: 'TIF-GP2GP-02',
  story: 'Asks why an allergy is not taken over, and does not keep what was said.',
  replaces: reasonKept,
  with: () => undefined,
})
