import { onUnreached } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const unreachedOnlyNoted = defect({
  name: 'unreached-only-noted',
  requirement: 'E00367',
  story: 'Shows a failed invitation on the page of invitations, where nobody looks, and asks nobody to do anything.',
  replaces: onUnreached,
  with: () => undefined,
})
