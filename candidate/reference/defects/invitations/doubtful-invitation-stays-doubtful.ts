import { settleBatch } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const doubtfulInvitationStaysDoubtful = defect({
  name: 'doubtful-invitation-stays-doubtful',
  requirement: 'E00367',
  story: 'Takes in what NHS Notify tells of an invitation, and goes on asking somebody to find out whether it was sent.',
  replaces: settleBatch,
  with: () => undefined,
})
