import { shownResult } from '../../laboratory/fhir-report.ts'
import { defect } from '../defect.ts'

export const numbersRounded = defect({
  name: 'numbers-rounded',
  requirement: 'E00433',
  story: 'Shows results with one decimal.',
  replaces: shownResult,
  with: (result) => ({ ...result, ...(result.value !== undefined && { value: Number(result.value).toFixed(1) }) }),
})
