import type { Message } from '../../messaging/message.ts'
import { messagesStore } from '../../messaging/messages-store.ts'
import { messageOfReceipt } from '../../messaging/take-receipt.ts'
import { defect } from '../defect.ts'

export const receiptGoesToTheNewestMessage = defect({
  name: 'receipt-goes-to-the-newest-message',
  requirement: 'E00367',
  story: 'Counts a receipt that matches nothing for the message that was sent last: it cannot be for any other.',
  replaces: messageOfReceipt,
  with: (services, incoming): Message | undefined => {
    const found = messageOfReceipt.proper(services, incoming)
    const newest = services.database.one<{ id: number }>('SELECT id FROM message ORDER BY id DESC LIMIT 1')
    return found ?? (newest && messagesStore(services).get(String(newest.id)))
  },
})
