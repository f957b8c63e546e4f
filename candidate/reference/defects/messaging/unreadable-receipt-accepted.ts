import { readReceipt } from '../../messaging/take-receipt.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const unreadableReceiptAccepted = defect({
  name: 'unreadable-receipt-accepted',
  requirement: 'E00367',
  story: 'Thanks the NHS App for whatever it posts, and drops what it cannot read. Nobody ever learns that receipts are lost.',
  replaces: readReceipt,
  with: (body) => {
    try {
      return readReceipt.proper(body)
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  },
})
