import { messagesStore } from '../../messaging/messages-store.ts'
import { messageOfReceipt } from '../../messaging/take-receipt.ts'
import { defect } from '../defect.ts'

export const doubtNeverSettled = defect({
  name: 'doubt-never-settled',
  requirement: 'E00367',
  story: 'Knows messages by the NHS App’s reference only. One whose answer got lost stays doubtful, whatever its receipts say.',
  replaces: messageOfReceipt,
  with: (services, { communicationId }) => messagesStore(services).find({ communicationId }),
})
