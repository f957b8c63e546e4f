import type { Message } from '../../prescribing/order-message.ts'
import { toSend } from '../../prescribing/send-prescription.ts'
import { randomUUID } from 'node:crypto'
import { defect } from '../defect.ts'

export const sentAgainAsAnotherMessage = defect({
  name: 'sent-again-as-another-message',
  requirement: 'TIF-EPS-14',
  story: 'Keeps what was signed, but sends it under a new message id whenever it is sent.',
  replaces: toSend,
  with: (_work, { message }) => {
    const bundle = JSON.parse(message) as Message
    return { message: JSON.stringify({ ...bundle, identifier: { ...bundle.identifier, value: randomUUID() } }), requestId: randomUUID() }
  },
})
