import { mayBook } from '../../gp-connect/book-from-outside.ts'
import { defect } from '../defect.ts'

export const anyTimeBookedFromOutside = defect({
  name: 'any-time-booked-from-outside',
  requirement: 'TIF-GPC-13',
  story: 'Leaves out of the search what is not for others, and books it for whoever knows its number.',
  replaces: mayBook,
  with: () => true,
})
