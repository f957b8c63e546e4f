import { sealedAgain } from '../../national/eps.ts'
import type { Message } from '../../prescribing/order-message.ts'
import { randomUUID } from 'node:crypto'
import { defect } from '../defect.ts'

export const resentUnderAnotherId = defect({
  name: 'resent-under-another-id',
  requirement: 'TIF-EPS-14',
  story: 'Sends the prescription again with a new message id, as its library does for every request. EPS takes it for another one.',
  replaces: sealedAgain,
  with: ({ message }) => {
    const bundle = JSON.parse(message) as Message
    return { message: JSON.stringify({ ...bundle, identifier: { ...bundle.identifier, value: randomUUID() } }), requestId: randomUUID() }
  },
})
