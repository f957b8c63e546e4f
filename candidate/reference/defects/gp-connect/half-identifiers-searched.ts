import { isComplete } from '../../gp-connect/identifier.ts'
import { defect } from '../defect.ts'

export const halfIdentifiersSearched = defect({
  name: 'half-identifiers-searched',
  requirement: 'TIF-GPC-18',
  story: 'Searches by what it gets of an identifier, system or number alone.',
  replaces: isComplete,
  with: () => true,
})
