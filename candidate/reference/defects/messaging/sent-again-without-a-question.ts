import { doubtOfSendingAgain } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const sentAgainWithoutAQuestion = defect({
  name: 'sent-again-without-a-question',
  requirement: 'E00367',
  story: 'Offers "send again" for every message, and sends it.',
  replaces: doubtOfSendingAgain,
  with: () => undefined,
})
