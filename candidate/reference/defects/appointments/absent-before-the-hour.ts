import { whyNotBecome } from '../../appointments/set-status.ts'
import { defect } from '../defect.ts'

export const absentBeforeTheHour = defect({
  name: 'absent-before-the-hour',
  requirement: 'E00223',
  story: 'Lets a patient be marked as not attended while there is still time to come.',
  replaces: whyNotBecome,
  with: (appointment, wanted, now) => whyNotBecome.proper(wanted === 'noshow' ? { ...appointment, startsAt: Math.min(appointment.startsAt, now) } : appointment, wanted, now),
})
