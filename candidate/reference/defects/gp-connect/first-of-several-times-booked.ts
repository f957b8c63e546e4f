import { isTimeOfSlot, slotNamed } from '../../gp-connect/book-from-outside.ts'
import { defect, swap } from '../defect.ts'

export const firstOfSeveralTimesBooked = defect({
  name: 'first-of-several-times-booked',
  requirement: 'TIF-GPC-14',
  story: 'Books the first of several times, and says nothing of the others.',
  replaces: slotNamed,
  with: (work, slotIds) => slotNamed.proper(work, slotIds.slice(0, 1)),
  also: [swap(isTimeOfSlot, ({ startsAt }, { start }) => Date.parse(start) === startsAt)],
})
