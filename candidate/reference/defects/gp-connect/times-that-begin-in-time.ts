import { findFreeSlots } from '../../appointments/find-slots.ts'
import { slotsOffered } from '../../gp-connect/slots.ts'
import { defect } from '../defect.ts'

export const timesThatBeginInTime = defect({
  name: 'times-that-begin-in-time',
  requirement: 'TIF-GPC-12',
  story: 'Offers a time that begins within the search, and ends after it.',
  replaces: slotsOffered,
  with: (services, within) => findFreeSlots(services, { ...within, forPatients: true }),
})
