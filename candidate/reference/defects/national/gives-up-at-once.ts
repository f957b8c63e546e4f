import { pauseBeforeRetry } from '../../national/retry.ts'
import { defect } from '../defect.ts'

export const givesUpAtOnce = defect({
  name: 'gives-up-at-once',
  requirement: 'TIF-PDS-04',
  story: 'Tells the user that the service is down when it has only asked for a little patience.',
  replaces: pauseBeforeRetry,
  with: () => undefined,
})
