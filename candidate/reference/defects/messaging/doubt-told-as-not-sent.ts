import type { MessageState } from '../../messaging/message.ts'
import { stateAfterFailure } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const doubtToldAsNotSent = defect({
  name: 'doubt-told-as-not-sent',
  requirement: 'TIF-CS-11',
  story: 'Takes every error for "not sent", and offers to send again what the patient has read by now.',
  replaces: stateAfterFailure,
  with: (): MessageState => 'not-sent',
})
