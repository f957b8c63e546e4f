import { isOffered } from '../../appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const blockedSlotsOffered = defect({
  name: 'blocked-slots-offered',
  requirement: 'E00229',
  story: 'Offers every slot without a patient, those that are held for something else included.',
  replaces: isOffered,
  with: (slot, now) => slot.status !== 'booked' && slot.startsAt > now,
})
