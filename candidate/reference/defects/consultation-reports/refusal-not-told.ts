import { onRefused } from '../../consultation-reports/take-answer.ts'
import { defect } from '../defect.ts'

export const refusalNotTold = defect({
  name: 'refusal-not-told',
  requirement: 'TIF-GFR-02',
  story: 'Writes beside the report that it was refused, where nobody looks, and asks nobody to see to it.',
  replaces: onRefused,
  with: () => undefined,
})
