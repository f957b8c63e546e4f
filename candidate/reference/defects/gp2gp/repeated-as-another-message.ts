import { randomUUID } from 'node:crypto'
import { messageForRetry } from '../../spine/send.ts'
import { defect } from '../defect.ts'

export const repeatedAsAnotherMessage = defect({
  name: 'repeated-as-another-message',
  requirement: 'GP2GP08',
  story: 'Makes a new message of each attempt, with an id of its own: the Spine passes both on, and the other practice gets two.',
  replaces: messageForRetry,
  with: (message) => {
    const messageId = randomUUID().toUpperCase()
    return { ...message, messageId, body: message.body.replaceAll(message.messageId, messageId), contentType: message.contentType.replaceAll(message.messageId, messageId) }
  },
})
