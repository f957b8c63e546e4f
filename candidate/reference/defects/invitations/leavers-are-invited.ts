import { whyLeaveOut } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const leaversAreInvited = defect({
  name: 'leavers-are-invited',
  requirement: 'E00367',
  story: 'Invites whoever was ever registered at the practice.',
  replaces: whyLeaveOut,
  with: (patient, wantsNone) => whyLeaveOut.proper({ ...patient, status: 'active' }, wantsNone),
})
