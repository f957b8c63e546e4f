import type { MessageState } from '../../messaging/message.ts'
import { stateAfterAcceptance } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const acceptedIsDelivered = defect({
  name: 'accepted-is-delivered',
  requirement: 'E00367',
  story: 'Shows a message as delivered as soon as the NHS App has taken it in, whether or not the patient has the app.',
  replaces: stateAfterAcceptance,
  with: (): MessageState => 'delivered',
})
