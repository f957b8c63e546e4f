import { refreshes } from '../../national/tokens.ts'
import { defect } from '../defect.ts'

export const leaveEndsWithTheFirstHour = defect({
  name: 'leave-ends-with-the-first-hour',
  requirement: 'TIF-CIS2-03',
  story: 'Gets every token of a user from the ID token of their sign-in. That lasts an hour; after it national services are shut until the user signs in again.',
  replaces: refreshes,
  with: () => false,
})
