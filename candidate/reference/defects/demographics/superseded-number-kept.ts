import { numberAfterRefresh } from '../../demographics/open-patient.ts'
import { defect } from '../defect.ts'

export const supersededNumberKept = defect({
  name: 'superseded-number-kept',
  requirement: 'E00176',
  story: 'Takes over the details that PDS sends for a replaced NHS number, and keeps the old number with them.',
  replaces: numberAfterRefresh,
  with: ({ nhsNumber }) => nhsNumber,
})
