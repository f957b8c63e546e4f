import { onUnknownPart } from '../../itk/read-parts.ts'
import { defect } from '../defect.ts'

export const unknownPartLeftOut = defect({
  name: 'unknown-part-left-out',
  requirement: 'FHIR-RR-03',
  story: 'Leaves out what it has no place for, and does not say that there was more.',
  replaces: onUnknownPart,
  with: () => [],
})
