import { isRepeated } from '../../messaging/take-receipt.ts'
import { defect } from '../defect.ts'

export const receiptCountedTwice = defect({
  name: 'receipt-counted-twice',
  requirement: 'E00367',
  story: 'Writes down every receipt that comes, also the one that came before.',
  replaces: isRepeated,
  with: () => false,
})
