import { textIn } from '../../laboratory/fhir-document.ts'
import { unitIn } from '../../laboratory/read-fhir-result.ts'
import { defect } from '../defect.ts'

export const unitsByNameOnly = defect({
  name: 'units-by-name-only',
  requirement: 'TIF-DDP-06',
  story: 'Shows the name of a unit. Where the laboratory gives its code alone, the number stands without one.',
  replaces: unitIn,
  with: (quantity) => textIn(quantity['unit']),
})
