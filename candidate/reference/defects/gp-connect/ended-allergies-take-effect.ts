import { stillHolds } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const endedAllergiesTakeEffect = defect({
  name: 'ended-allergies-take-effect',
  requirement: 'TIF-GPC-19',
  story: 'Lists allergies that have ended among those that hold.',
  replaces: stillHolds,
  with: () => true,
})
