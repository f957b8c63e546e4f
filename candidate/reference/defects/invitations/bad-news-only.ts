import { stateAfterStatus } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const badNewsOnly = defect({
  name: 'bad-news-only',
  requirement: 'E00367',
  story: 'Takes note of failures alone. Whoever was reached stays on the list of those who may still have to be rung up.',
  replaces: stateAfterStatus,
  with: (recipient, event) => (event.status === 'delivered' ? undefined : stateAfterStatus.proper(recipient, event)),
})
