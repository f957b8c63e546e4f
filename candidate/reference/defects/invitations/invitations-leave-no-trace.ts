import { traceInvited } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const invitationsLeaveNoTrace = defect({
  name: 'invitations-leave-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Writes down that an invitation was sent, and not to whom.',
  replaces: traceInvited,
  with: () => undefined,
})
