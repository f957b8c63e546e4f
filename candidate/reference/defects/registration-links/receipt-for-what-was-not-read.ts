import { wordOnWhole } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const receiptForWhatWasNotRead = defect({
  name: 'receipt-for-what-was-not-read',
  requirement: 'NH02',
  story: 'Gives a receipt that all is well before it has read what came.',
  replaces: wordOnWhole,
  with: () => 'OK' as const,
})
