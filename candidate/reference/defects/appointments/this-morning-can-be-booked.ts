import { isOver } from '../../appointments/book-appointment.ts'
import { wallTime } from '../../appointments/practice-time.ts'
import { defect } from '../defect.ts'

export const thisMorningCanBeBooked = defect({
  name: 'this-morning-can-be-booked',
  requirement: 'E00219',
  story: 'Compares days, not times: this morning’s slot can be booked in the afternoon, and the patient is told to come.',
  replaces: isOver,
  with: ({ startsAt }, now) => wallTime(startsAt).date < wallTime(now).date,
})
