import { canBlock } from '../../appointments/change-slot.ts'
import { defect } from '../defect.ts'

export const blockingHidesABooking = defect({
  name: 'blocking-hides-a-booking',
  requirement: 'E00221',
  story: 'Blocks a slot whoever is in it. Once it is released it is free, and two patients have it.',
  replaces: canBlock,
  with: () => true,
})
