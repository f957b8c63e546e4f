import { stateAfter } from '../../gp2gp/receive-acknowledgement.ts'
import { defect } from '../defect.ts'

export const refusalOfThePracticeBeforeIgnored = defect({
  name: 'refusal-of-the-practice-before-ignored',
  requirement: 'TIF-GP2GP-03',
  story: 'Waits for the record, and does not read that the practice before has said no.',
  replaces: stateAfter,
  with: (transfer, acknowledged) => (transfer.direction === 'in' ? undefined : stateAfter.proper(transfer, acknowledged)),
})
