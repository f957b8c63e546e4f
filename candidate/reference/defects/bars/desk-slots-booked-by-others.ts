import { mayBook } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const deskSlotsBookedByOthers = defect({
  name: 'desk-slots-booked-by-others',
  requirement: 'TIF-GPC-13',
  story: 'Does not show what is kept back, but books it for whoever knows its number.',
  replaces: mayBook,
  with: () => true,
})
