import { isThere } from '../../national/patient-flags.ts'
import { defect } from '../defect.ts'

export const recordedElsewhereIsAFailure = defect({
  name: 'recorded-elsewhere-is-a-failure',
  requirement: 'TIF-FLAG-01',
  story: 'Takes it for a failure that the national service has the indicator already, and never stops trying.',
  replaces: isThere,
  with: ({ status }) => status === 200,
})
