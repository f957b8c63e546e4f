import { keepUnsentInvitation } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const unsentInvitationLost = defect({
  name: 'unsent-invitation-lost',
  requirement: 'TIF-CS-11',
  story: 'Tells the user of the trouble and keeps nothing that shows it: the list says for ever that it is being sent.',
  replaces: keepUnsentInvitation,
  with: () => undefined,
})
