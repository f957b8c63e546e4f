import { isOver } from '../../appointments/book-appointment.ts'
import { defect } from '../defect.ts'

export const timesGoneByCanBeBooked = defect({
  name: 'times-gone-by-can-be-booked',
  requirement: 'TIF-GPC-14',
  story: 'Books a time that has passed, if an app has had it on screen for long enough.',
  replaces: isOver,
  with: () => false,
})
