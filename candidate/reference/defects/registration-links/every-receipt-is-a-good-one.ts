import { onReceipt } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const everyReceiptIsAGoodOne = defect({
  name: 'every-receipt-is-a-good-one',
  requirement: 'NH03',
  story: 'Takes any receipt for a sign that the authority could read what it was sent.',
  replaces: onReceipt,
  with: (services, message) => onReceipt.proper(services, message, 'CP'),
})
