import { valueIn } from '../../laboratory/read-fhir-result.ts'
import { defect } from '../defect.ts'

export const resultsInWordsLost = defect({
  name: 'results-in-words-lost',
  requirement: 'TIF-DDP-06',
  story: 'Takes numbers and codes. A result that the laboratory writes out is shown as a test without one.',
  replaces: valueIn,
  with: (observation) => (observation['valueString'] === undefined ? valueIn.proper(observation) : {}),
})
