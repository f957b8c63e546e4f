import { escaped } from '../../summaries/presentation.ts'
import { defect } from '../defect.ts'

export const summaryTextNotEscaped = defect({
  name: 'summary-text-not-escaped',
  requirement: 'SCR05',
  story: 'Puts what was typed between tags as it is.',
  replaces: escaped,
  with: (text) => text,
})
