import { findFreeSlots } from '../../appointments/find-slots.ts'
import { slotsOffered } from '../../gp-connect/slots.ts'
import { defect } from '../defect.ts'

export const allTimesOfferedOutside = defect({
  name: 'all-times-offered-outside',
  requirement: 'TIF-GPC-13',
  story: 'Shows other organisations whatever the desk could book.',
  replaces: slotsOffered,
  with: (services, within) => findFreeSlots(services, within),
})
