import { forbiddenTogether } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const everythingGoesWithEverything = defect({
  name: 'everything-goes-with-everything',
  requirement: 'TIF-GPC-11',
  story: 'Applies what narrows an area to what consultations and problems take along.',
  replaces: forbiddenTogether,
  with: () => [],
})
