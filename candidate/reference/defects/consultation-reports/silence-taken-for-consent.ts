import { chaseSilence } from '../../consultation-reports/take-answer.ts'
import { defect } from '../defect.ts'

export const silenceTakenForConsent = defect({
  name: 'silence-taken-for-consent',
  requirement: 'TIF-GFR-02',
  story: 'Waits for an answer for ever.',
  replaces: chaseSilence,
  with: () => undefined,
})
