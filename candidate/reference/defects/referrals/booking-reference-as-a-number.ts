import { ubrnOf } from '../../national/ers/read-referral.ts'
import { defect } from '../defect.ts'

export const bookingReferenceAsANumber = defect({
  name: 'booking-reference-as-a-number',
  requirement: 'E00149',
  story: 'Keeps the booking reference as a number, so that its leading zeros are gone and nobody can book with it.',
  replaces: ubrnOf,
  with: (id) => String(Number(id)),
})
