import { isAbout } from '../../summaries/hl7/word-of-the-spine.ts'
import { defect } from '../defect.ts'

export const wordLookedForUnderTheSummary = defect({
  name: 'word-looked-for-under-the-summary',
  requirement: 'TIF-SCR-03',
  story: 'Looks for the word of the Spine under the id of the summary. It comes under that of the message.',
  replaces: isAbout,
  with: ({ about }, { id }) => about === id,
})
