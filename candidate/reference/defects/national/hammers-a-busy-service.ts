import { pauseBeforeRetry } from '../../national/retry.ts'
import { defect } from '../defect.ts'

export const hammersABusyService = defect({
  name: 'hammers-a-busy-service',
  requirement: 'TIF-PDS-06',
  story: 'Sends a refused request again at once, however long the service asked to be left alone.',
  replaces: pauseBeforeRetry,
  with: (attempt) => (pauseBeforeRetry.proper(attempt) === undefined ? undefined : 0),
})
