import { waitAfter } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const waitsAreAlwaysTheSame = defect({
  name: 'waits-are-always-the-same',
  requirement: 'TIF-SCR-03',
  story: 'Waits a minute before each further attempt.',
  replaces: waitAfter,
  with: (attempts) => (waitAfter.proper(attempts) === undefined ? undefined : 60_000),
})
