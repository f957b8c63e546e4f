import { wordsNeeded } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const screeningNotHeldToWords = defect({
  name: 'screening-not-held-to-words',
  requirement: 'SRN2',
  story: 'Leaves all checks of texts out for screening, not only those of clinical codes.',
  replaces: wordsNeeded,
  with: (kind) => kind !== 'screening',
})
