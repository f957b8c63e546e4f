import { listedUnder } from '../../appointments/lists.ts'
import { defect } from '../defect.ts'

export const listedWhereFirstBooked = defect({
  name: 'listed-where-first-booked',
  requirement: 'E00219',
  story: 'Keeps an appointment on the list of whoever it was first booked with. After a move one clinician waits, and another is surprised.',
  replaces: listedUnder,
  with: (appointment, history) => history().at(-1)?.practitionerId ?? appointment.practitionerId,
})
