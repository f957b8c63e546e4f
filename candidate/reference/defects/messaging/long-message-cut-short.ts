import { textToSend } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const longMessageCutShort = defect({
  name: 'long-message-cut-short',
  requirement: 'E00367',
  story: 'Cuts a message off where the NHS App stops reading. The "do not" in the last sentence is gone.',
  replaces: textToSend,
  with: (typed) => textToSend.proper(typed.slice(0, 5000)),
})
