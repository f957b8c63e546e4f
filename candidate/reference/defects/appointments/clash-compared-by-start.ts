import { clashes } from '../../appointments/book-appointment.ts'
import { defect } from '../defect.ts'

export const clashComparedByStart = defect({
  name: 'clash-compared-by-start',
  requirement: 'E00219',
  story: 'Notices that a patient has another appointment only if both start at the same minute.',
  replaces: clashes,
  with: (existing, wanted) => existing.startsAt === wanted.startsAt,
})
