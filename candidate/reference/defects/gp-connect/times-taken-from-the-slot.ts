import { isTimeOfSlot } from '../../gp-connect/book-from-outside.ts'
import { defect } from '../defect.ts'

export const timesTakenFromTheSlot = defect({
  name: 'times-taken-from-the-slot',
  requirement: 'TIF-GPC-14',
  story: 'Books the time of the slot, whatever the appointment says.',
  replaces: isTimeOfSlot,
  with: () => true,
})
