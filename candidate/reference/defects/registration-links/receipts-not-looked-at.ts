import { onReceipt } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const receiptsNotLookedAt = defect({
  name: 'receipts-not-looked-at',
  requirement: 'NH03',
  story: 'Collects receipts and does nothing with them.',
  replaces: onReceipt,
  with: () => undefined,
})
