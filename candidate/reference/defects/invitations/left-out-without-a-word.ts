import { whyLeaveOut } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const leftOutWithoutAWord = defect({
  name: 'left-out-without-a-word',
  requirement: 'E00367',
  story: 'Leaves out whom it must, and shows for everybody the same: not eligible. Nobody reaches them another way.',
  replaces: whyLeaveOut,
  with: (patient, wantsNone) => whyLeaveOut.proper(patient, wantsNone) && 'Not eligible.',
})
