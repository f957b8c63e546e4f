import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const messagesLeaveNoTrace = defect({
  name: 'messages-leave-no-trace',
  requirement: 'ISNFR02',
  story: 'Has a log of messages beside the record, and leaves them out of the audit trail.',
  replaces: isAudited,
  with: ({ event }) => !event.startsWith('message-') && event !== 'receipt-taken',
})
