import { stillHolds } from '../../patient-facing/record/structured-record.ts'
import { defect } from '../defect.ts'

export const allergiesFiledAsEnded = defect({
  name: 'allergies-filed-as-ended',
  requirement: 'E00357',
  story: 'Puts every allergy among those that have ended, unless somebody has confirmed it.',
  replaces: stillHolds,
  with: () => false,
})
