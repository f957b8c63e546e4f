import { doubtOfSendingAgain } from '../../messaging/send-message.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const doubtfulIsADeadEnd = defect({
  name: 'doubtful-is-a-dead-end',
  requirement: 'TIF-CS-11',
  story: 'Never sends anything twice: not even what did not get through the first time.',
  replaces: doubtOfSendingAgain,
  with: ({ state }) =>
    state === 'not-sent' || state === 'rejected' ? undefined : new Refusal('already-done', 'This message was sent already.'),
})
