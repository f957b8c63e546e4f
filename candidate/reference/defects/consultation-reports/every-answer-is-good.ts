import { readCode } from '../../consultation-reports/state-of-report.ts'
import { defect } from '../defect.ts'

export const everyAnswerIsGood = defect({
  name: 'every-answer-is-good',
  requirement: 'TIF-GFR-02',
  story: 'Takes it for success that the other practice has answered, and does not look at what it says.',
  replaces: readCode,
  with: (code) => ({ ...readCode.proper(code), good: true }),
})
