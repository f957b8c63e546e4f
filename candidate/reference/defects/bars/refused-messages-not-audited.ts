import { isWorthNoting } from '../../bars/door.ts'
import { defect } from '../defect.ts'

export const refusedMessagesNotAudited = defect({
  name: 'refused-messages-not-audited',
  requirement: 'TIF-IG-AUD-07',
  story: 'Writes down what it has taken in, and nothing of what it has refused.',
  replaces: isWorthNoting,
  with: () => false,
})
