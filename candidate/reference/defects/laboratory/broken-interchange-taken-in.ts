import { messagesTaken } from '../../laboratory/laboratory-messages.ts'
import { defect } from '../defect.ts'

export const brokenInterchangeTakenIn = defect({
  name: 'broken-interchange-taken-in',
  requirement: 'DDP04',
  story: 'Says that an interchange cannot be read, and files what it finds in it.',
  replaces: messagesTaken,
  with: ({ messages }) => messages,
})
