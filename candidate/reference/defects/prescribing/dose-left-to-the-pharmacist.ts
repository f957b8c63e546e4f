import { hasDose } from '../../prescribing/check-content.ts'
import { defect } from '../defect.ts'

export const doseLeftToThePharmacist = defect({
  name: 'dose-left-to-the-pharmacist',
  requirement: 'TIF-EPS-07',
  story: 'Takes a prescription without a dose.',
  replaces: hasDose,
  with: () => true,
})
