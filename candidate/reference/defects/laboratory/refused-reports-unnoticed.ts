import { onProblem } from '../../laboratory/laboratory-messages.ts'
import { defect } from '../defect.ts'

export const refusedReportsUnnoticed = defect({
  name: 'refused-reports-unnoticed',
  requirement: 'DDP04',
  story: 'Tells the laboratory what it could not file, and nobody at the practice.',
  replaces: onProblem,
  with: () => undefined,
})
