import { whyNotCancel } from '../../patient-facing/appointments/cancel.ts'
import { defect } from '../defect.ts'

export const cancellingTwiceIsFine = defect({
  name: 'cancelling-twice-is-fine',
  requirement: 'TIF-GPC-17',
  story: 'Cancels again what is cancelled, with another reason, and frees a time that somebody else has by now.',
  replaces: whyNotCancel,
  with: (services, appointment) => whyNotCancel.proper(services, { ...appointment, status: 'booked' }),
})
