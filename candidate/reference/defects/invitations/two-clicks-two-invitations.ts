import { invitedBefore } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const twoClicksTwoInvitations = defect({
  name: 'two-clicks-two-invitations',
  requirement: 'E00367',
  story: 'Sends whatever the browser sends: a button pressed twice invites everybody twice.',
  replaces: invitedBefore,
  with: () => undefined,
})
