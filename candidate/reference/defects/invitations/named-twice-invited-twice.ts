import { onceEach } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const namedTwiceInvitedTwice = defect({
  name: 'named-twice-invited-twice',
  requirement: 'E00367',
  story: 'Takes the list as it was pasted. Whoever is on it twice is invited twice.',
  replaces: onceEach,
  with: (patientIds) => [...patientIds],
})
