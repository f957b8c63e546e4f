import { stateOf } from '../../consultation-reports/state-of-report.ts'
import { defect } from '../defect.ts'

export const firstAnswerIsEnough = defect({
  name: 'first-answer-is-enough',
  requirement: 'TIF-GFR-02',
  story: 'Shows a report as accepted with the first good answer, whichever it is.',
  replaces: stateOf,
  with: (report) => {
    const proper = stateOf.proper(report)
    return proper === 'sent' && (report.infrastructure ?? report.business) !== undefined ? 'accepted' : proper
  },
})
