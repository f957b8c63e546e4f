import { withdraw } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const withdrawnReferralLeftToDo = defect({
  name: 'withdrawn-referral-left-to-do',
  requirement: 'E00267',
  story: 'Notes that a referral is withdrawn, and leaves it among what is to be done.',
  replaces: withdraw,
  with: (work, received) => {
    if (received.kind === 'Appointment') withdraw.proper(work, received)
  },
})
