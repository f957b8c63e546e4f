import { filingWarnings } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const unreviewedAllergiesPassForNone = defect({
  name: 'unreviewed-allergies-pass-for-none',
  requirement: 'TIF-GPC-19',
  story: 'Leaves allergies out that came from elsewhere and nobody has reviewed, and does not say that any are waiting.',
  replaces: filingWarnings,
  with: () => [],
})
