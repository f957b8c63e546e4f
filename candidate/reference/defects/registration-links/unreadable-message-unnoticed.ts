import { onUnreadable } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const unreadableMessageUnnoticed = defect({
  name: 'unreadable-message-unnoticed',
  requirement: 'NH02',
  story: 'Tells the authority that it could not read a message, and nobody at the practice.',
  replaces: onUnreadable,
  with: () => undefined,
})
