import { isWhole } from '../../summaries/hl7/read-answer.ts'
import { defect } from '../defect.ts'

export const halfAWordOfTheSpineCounts = defect({
  name: 'half-a-word-of-the-spine-counts',
  requirement: 'TIF-SCR-03',
  story: 'Looks at the type of an acknowledgement only, and not whether it is whole.',
  replaces: isWhole,
  with: () => true,
})
