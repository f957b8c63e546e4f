import { messageAgain } from '../../bars/send.ts'
import { defect } from '../defect.ts'
import { randomUUID } from 'node:crypto'

export const newMessageForEachAttempt = defect({
  name: 'new-message-for-each-attempt',
  requirement: 'BARS01',
  story: 'Gives what is sent again a new id: the pharmacy takes it for another referral.',
  replaces: messageAgain,
  with: ({ details }) => ({ ...details.message, id: randomUUID() }),
})
