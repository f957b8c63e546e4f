import { whyLeaveOut } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const theDeadAreInvited = defect({
  name: 'the-dead-are-invited',
  requirement: 'E00367',
  story: 'Looks whether patients are registered, and never whether they are alive.',
  replaces: whyLeaveOut,
  with: ({ national: { deceasedDateTime: _deceasedDateTime, ...national }, ...patient }, wantsNone) => whyLeaveOut.proper({ ...patient, national }, wantsNone),
})
