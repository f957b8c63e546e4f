import { isTheirs } from '../../prescribing/remote-signing.ts'
import { defect } from '../defect.ts'

export const anybodyFinishesTheSignature = defect({
  name: 'anybody-finishes-the-signature',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets whoever has the number of a signature go on with it.',
  replaces: isTheirs,
  with: () => true,
})
