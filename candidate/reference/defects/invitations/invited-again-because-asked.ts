import { doubtOfInvitingAgain } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const invitedAgainBecauseAsked = defect({
  name: 'invited-again-because-asked',
  requirement: 'E00367',
  story: 'Sends an invitation again as often as the button is pressed, though NHS Notify has it.',
  replaces: doubtOfInvitingAgain,
  with: () => undefined,
})
