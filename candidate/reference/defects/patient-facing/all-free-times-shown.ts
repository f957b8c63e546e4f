import { findFreeSlots } from '../../appointments/find-slots.ts'
import { slotsForPatients } from '../../patient-facing/appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const allFreeTimesShown = defect({
  name: 'all-free-times-shown',
  requirement: 'TIF-GPC-13',
  story: 'Shows patients every free time, whether or not the practice meant it for them.',
  replaces: slotsForPatients,
  with: ({ services }, within) => findFreeSlots(services, within),
})
