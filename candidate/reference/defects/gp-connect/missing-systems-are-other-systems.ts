import { isSystemNamed } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const missingSystemsAreOtherSystems = defect({
  name: 'missing-systems-are-other-systems',
  requirement: 'TIF-GPC-18',
  story: 'Tells whoever leaves out the system of a number that they named another one.',
  replaces: isSystemNamed,
  with: (system): system is string => typeof system === 'string',
})
