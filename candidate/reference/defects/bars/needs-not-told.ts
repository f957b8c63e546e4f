import { needsTold } from '../../bars/door.ts'
import { defect } from '../defect.ts'

export const needsNotTold = defect({
  name: 'needs-not-told',
  requirement: 'BARS01',
  story: 'Tells what has to be in a referral, and nothing of bookings.',
  replaces: needsTold,
  with: () => ['servicerequest-request'] as const,
})
