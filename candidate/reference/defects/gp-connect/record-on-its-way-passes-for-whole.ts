import { transitWarnings } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const recordOnItsWayPassesForWhole = defect({
  name: 'record-on-its-way-passes-for-whole',
  requirement: 'TIF-GPC-19',
  story: 'Tells what the practice has of somebody who has just come, and not that the record of years before is still on its way.',
  replaces: transitWarnings,
  with: () => [],
})
