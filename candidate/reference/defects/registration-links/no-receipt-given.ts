import { isReceipted } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const noReceiptGiven = defect({
  name: 'no-receipt-given',
  requirement: 'NH03',
  story: 'Takes interchanges in and gives no receipt; the authority sends them again on paper.',
  replaces: isReceipted,
  with: () => false,
})
