import { onUnknownWorkflow } from '../../mesh/take-in.ts'
import { defect } from '../defect.ts'

export const unknownKindThrownAway = defect({
  name: 'unknown-kind-thrown-away',
  requirement: 'TIF-MESH-02',
  story: 'Acknowledges messages of workflows that it has no code for, and tells nobody.',
  replaces: onUnknownWorkflow,
  with: () => undefined,
})
