import { mayHelp } from '../../gp2gp/ask-again.ts'
import { defect } from '../defect.ts'

export const noSecondRequest = defect({
  name: 'no-second-request',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes every refusal for the last word: what failed for a moment is sent on paper.',
  replaces: mayHelp,
  with: () => false,
})
