import { doubles } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const duplicateOnlyBySubstance = defect({
  name: 'duplicate-only-by-substance',
  requirement: 'E00100',
  story: 'Compares substances, and not classes: two benzodiazepines go together unnoticed.',
  replaces: doubles,
  with: (one, other) => Object.keys(one.ingredients).some((code) => code in other.ingredients),
})
