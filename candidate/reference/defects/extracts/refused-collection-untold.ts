import { onNotAgreed } from '../../extracts/collect-data.ts'
import { defect } from '../defect.ts'

export const refusedCollectionUntold = defect({
  name: 'refused-collection-untold',
  requirement: 'TIF-GPES-01',
  story: 'Returns nothing to a collection without agreement, and does not tell the practice that anybody asked.',
  replaces: onNotAgreed,
  with: () => undefined,
})
