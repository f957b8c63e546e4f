import { warningsFor } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const keptBackWithoutAWord = defect({
  name: 'kept-back-without-a-word',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Keeps back what is confidential, and does not say that anything is missing.',
  replaces: warningsFor,
  with: () => [],
})
