import { whyNotBecome } from '../../appointments/set-status.ts'
import { defect } from '../defect.ts'

export const waitingPatientsMarkedAbsent = defect({
  name: 'waiting-patients-marked-absent',
  requirement: 'E00223',
  story: 'At the end of the session marks whoever was not seen as not attended, those in the waiting room too.',
  replaces: whyNotBecome,
  with: (appointment, wanted, now) => whyNotBecome.proper(wanted === 'noshow' && appointment.status === 'arrived' ? { ...appointment, status: 'booked' } : appointment, wanted, now),
})
