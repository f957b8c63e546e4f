import { allergiesForSummary } from '../../summaries/summary-content.ts'
import { defect } from '../defect.ts'

export const severeAllergiesOnly = defect({
  name: 'severe-allergies-only',
  requirement: 'SCR02',
  story: 'Uploads an allergy when somebody has graded it as severe. Most are never graded.',
  replaces: allergiesForSummary,
  with: (services, patient) => allergiesForSummary.proper(services, patient).filter(({ severity }) => severity === 'severe'),
})
