import { textToSend } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const markupQuietlyRemoved = defect({
  name: 'markup-quietly-removed',
  requirement: 'E00367',
  story: 'Takes out what the NHS App would refuse, and with "<140 and >90" everything that mattered. The sender is not told.',
  replaces: textToSend,
  with: (typed) => textToSend.proper(typed.replace(/<[^>]*>/g, '')),
})
