import { canBeFoundAgain } from '../../patient-facing/caller.ts'
import { defect } from '../defect.ts'

export const requestIdMadeUp = defect({
  name: 'request-id-made-up',
  requirement: 'GPCPFAR01',
  story: 'Makes up the id of a request that has none: afterwards nobody can say which request it was.',
  replaces: canBeFoundAgain,
  with: () => true,
})
