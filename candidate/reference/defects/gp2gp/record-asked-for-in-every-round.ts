import { stateAfterAsking } from '../../gp2gp/ask-for-record.ts'
import { defect } from '../defect.ts'

export const recordAskedForInEveryRound = defect({
  name: 'record-asked-for-in-every-round',
  requirement: 'TIF-GP2GP-01',
  story: 'Does not keep that a record was asked for, and asks again in each round.',
  replaces: stateAfterAsking,
  with: () => 'to-request' as const,
})
