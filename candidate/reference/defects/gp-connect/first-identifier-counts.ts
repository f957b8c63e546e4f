import { oneIdentifier } from '../../gp-connect/identifier.ts'
import { defect } from '../defect.ts'

export const firstIdentifierCounts = defect({
  name: 'first-identifier-counts',
  requirement: 'TIF-GPC-18',
  story: 'Searches by the first identifier, and does not see the second.',
  replaces: oneIdentifier,
  with: ([first]) => first ?? oneIdentifier.proper([]),
})
