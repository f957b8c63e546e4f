import { resultToTell } from '../../gp-connect/investigations.ts'
import { defect } from '../defect.ts'

export const resultsToldWithoutTheirUnits = defect({
  name: 'results-told-without-their-units',
  requirement: 'TIF-GPC-19',
  story: 'Tells the number of a result and neither unit nor range: 11 is low in one unit and high in another.',
  replaces: resultToTell,
  with: ({ unit: _unit, ranges: _ranges, ...result }) => ({ ...result, ranges: [] }),
})
