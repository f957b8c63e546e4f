import { detailsOfOnline } from '../../patient-facing/appointments/book.ts'
import { defect } from '../defect.ts'

export const bookedOnlineLooksLikeTheDesk = defect({
  name: 'booked-online-looks-like-the-desk',
  requirement: 'E00305',
  story: 'Keeps a patient’s booking as if somebody at the desk had made it.',
  replaces: detailsOfOnline,
  with: (details) => ({ ...details, bookedThrough: 'desk' }),
})
