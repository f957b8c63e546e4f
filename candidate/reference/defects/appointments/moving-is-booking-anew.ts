import { storyOf } from '../../appointments/appointments-store.ts'
import { defect } from '../defect.ts'

export const movingIsBookingAnew = defect({
  name: 'moving-is-booking-anew',
  requirement: 'E00234',
  story: 'Moves by starting a new story: what the appointment was before, and who moved it, is not told.',
  replaces: storyOf,
  with: (versions) => versions.slice(0, 1),
})
