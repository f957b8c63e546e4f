import type { InvitationState } from '../../invitations/invitation.ts'
import { stateOfFailedBatch } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const doubtfulInvitationToldAsUnsent = defect({
  name: 'doubtful-invitation-told-as-unsent',
  requirement: 'TIF-CS-11',
  story: 'Tells the user that the invitations were not sent whenever anything went wrong, whether or not they have arrived.',
  replaces: stateOfFailedBatch,
  with: (): InvitationState => 'not-sent',
})
