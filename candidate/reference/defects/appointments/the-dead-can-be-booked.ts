import { whyNotBook } from '../../appointments/book-appointment.ts'
import { defect } from '../defect.ts'

export const theDeadCanBeBooked = defect({
  name: 'the-dead-can-be-booked',
  requirement: 'E00219',
  story: 'Looks at the registration only, which stays open for weeks after a death. The family gets the reminder.',
  replaces: whyNotBook,
  with: (patient) => {
    const { deceasedDateTime: _died, ...national } = patient.national
    return whyNotBook.proper({ ...patient, national })
  },
})
