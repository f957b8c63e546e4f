import { whyNotBecome } from '../../appointments/set-status.ts'
import { defect } from '../defect.ts'

export const cancelledComesBack = defect({
  name: 'cancelled-comes-back',
  requirement: 'E00223',
  story: 'Takes any state for any other. A cancelled appointment can be marked as arrived, in a slot that somebody else has by now.',
  replaces: whyNotBecome,
  with: (appointment, wanted, now) => whyNotBecome.proper(appointment.status === 'cancelled' ? { ...appointment, status: 'booked' } : appointment, wanted, now),
})
