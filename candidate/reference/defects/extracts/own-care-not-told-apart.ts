import { respectsOptOuts } from '../../extracts/disclose.ts'
import { defect } from '../defect.ts'

export const ownCareNotToldApart = defect({
  name: 'own-care-not-told-apart',
  requirement: 'NDOP-01',
  story: 'Applies opt-outs to whatever leaves the practice, also to what a hospital needs for the patients themselves.',
  replaces: respectsOptOuts,
  with: () => true,
})
