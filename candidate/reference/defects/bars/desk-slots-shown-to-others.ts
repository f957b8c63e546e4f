import { findFreeSlots } from '../../appointments/find-slots.ts'
import { slotsOffered } from '../../bars/door.ts'
import { defect } from '../defect.ts'

export const deskSlotsShownToOthers = defect({
  name: 'desk-slots-shown-to-others',
  requirement: 'TIF-GPC-13',
  story: 'Shows every free slot, those that are kept back for the desk among them.',
  replaces: slotsOffered,
  with: (services, within) => findFreeSlots(services, within),
})
