import { textToInvite } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const longInvitationCutShort = defect({
  name: 'long-invitation-cut-short',
  requirement: 'E00367',
  story: 'Sends as much of an invitation as fits, and says that it was sent.',
  replaces: textToInvite,
  with: (typed) => textToInvite.proper(typed.slice(0, 5000)),
})
