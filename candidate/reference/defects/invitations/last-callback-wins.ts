import { stateAfterStatus } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const lastCallbackWins = defect({
  name: 'last-callback-wins',
  requirement: 'E00367',
  story: 'Shows what the callback says that came last, whenever it was sent.',
  replaces: stateAfterStatus,
  with: (_recipient, { status }) => (status === 'delivered' ? 'delivered' : status === 'failed' ? 'failed' : 'waiting'),
})
