import { onUnknown } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const strangerForgotten = defect({
  name: 'stranger-forgotten',
  requirement: 'NH03',
  story: 'Lets go of what the authority says of somebody whom it does not find.',
  replaces: onUnknown,
  with: () => undefined,
})
