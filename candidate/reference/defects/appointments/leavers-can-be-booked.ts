import { whyNotBook } from '../../appointments/book-appointment.ts'
import { defect } from '../defect.ts'

export const leaversCanBeBooked = defect({
  name: 'leavers-can-be-booked',
  requirement: 'E00219',
  story: 'Knows who has died, but not who has left: patients of another practice now keep being booked here.',
  replaces: whyNotBook,
  with: (patient) => whyNotBook.proper({ ...patient, status: 'active' }),
})
