import { bookedDetails } from '../../appointments/book-appointment.ts'
import { MODES } from '../../appointments/national-lists.ts'
import { defect } from '../defect.ts'

export const firstModeIsBooked = defect({
  name: 'first-mode-is-booked',
  requirement: 'E00219',
  story: 'Books the way to meet that the session offers first. Who asked for a telephone call sits at home while the surgery waits.',
  replaces: bookedDetails,
  with: (details) => ({ ...details, mode: MODES[0] ?? details.mode }),
})
