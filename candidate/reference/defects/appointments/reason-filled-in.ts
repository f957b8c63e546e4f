import { statedReason } from '../../appointments/book-appointment.ts'
import { defect } from '../defect.ts'

export const reasonFilledIn = defect({
  name: 'reason-filled-in',
  requirement: 'E00219',
  story: 'Demands a reason, as the rule says, and fills in “Appointment” where none was given.',
  replaces: statedReason,
  with: (asked) => asked || 'Appointment',
})
