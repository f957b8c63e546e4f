import { isTimeOfSlot } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const bookedAtAnotherTime = defect({
  name: 'booked-at-another-time',
  requirement: 'TIF-GPC-14',
  story: 'Books the slot, whatever time the other service has told the patient.',
  replaces: isTimeOfSlot,
  with: () => true,
})
