import { isOfSystem } from '../../gp-connect/identifier.ts'
import { defect } from '../defect.ts'

export const identifiersOfAnySystem = defect({
  name: 'identifiers-of-any-system',
  requirement: 'TIF-GPC-18',
  story: 'Cuts off whatever stands before the number that it searches by.',
  replaces: isOfSystem,
  with: () => true,
})
