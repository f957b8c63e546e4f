import { idsToReturn } from '../../bars/door.ts'
import { defect } from '../defect.ts'

export const idsOfCallsSwallowed = defect({
  name: 'ids-of-calls-swallowed',
  requirement: 'BARS01',
  story: 'Does not send back the ids of the call: a lost message cannot be followed.',
  replaces: idsToReturn,
  with: () => ({}),
})
