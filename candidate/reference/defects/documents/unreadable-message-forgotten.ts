import { onUnreadable } from '../../documents/document-messages.ts'
import { defect } from '../defect.ts'

export const unreadableMessageForgotten = defect({
  name: 'unreadable-message-forgotten',
  requirement: 'TIF-GFR-01',
  story: 'Keeps what cannot be read in a table, and tells neither its sender nor the practice.',
  replaces: onUnreadable,
  with: () => undefined,
})
