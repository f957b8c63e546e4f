import { isTheNhsApp } from '../../messaging/callback.ts'
import { defect } from '../defect.ts'

export const receiptsBelievedFromAnybody = defect({
  name: 'receipts-believed-from-anybody',
  requirement: 'E00367',
  story: 'Leaves it to the firewall to keep others away from the address for receipts.',
  replaces: isTheNhsApp,
  with: () => true,
})
