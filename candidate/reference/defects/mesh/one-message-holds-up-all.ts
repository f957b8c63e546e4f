import { goesOn } from '../../mesh/collect.ts'
import { defect } from '../defect.ts'

export const oneMessageHoldsUpAll = defect({
  name: 'one-message-holds-up-all',
  requirement: 'TIF-MESH-02',
  story: 'Ends the round at the first message that cannot be collected; what comes after it waits, and if it is broken for good, for ever.',
  replaces: goesOn,
  with: () => false,
})
