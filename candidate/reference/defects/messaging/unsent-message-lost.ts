import { keepUnsent } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const unsentMessageLost = defect({
  name: 'unsent-message-lost',
  requirement: 'TIF-CS-11',
  story: 'Says that the message did not get through, and throws away what was written.',
  replaces: keepUnsent,
  with: ({ services: { database } }, { id }) => void database.run('DELETE FROM message WHERE id = ?', Number(id)),
})
