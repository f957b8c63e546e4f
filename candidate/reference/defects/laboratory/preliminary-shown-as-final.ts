import { shownResult } from '../../laboratory/fhir-report.ts'
import { defect } from '../defect.ts'

export const preliminaryShownAsFinal = defect({
  name: 'preliminary-shown-as-final',
  requirement: 'E00433',
  story: 'Shows every result as final.',
  replaces: shownResult,
  with: (result) => ({ ...result, status: 'final' }),
})
