import { isAbout } from '../../summaries/hl7/word-of-the-spine.ts'
import { defect } from '../defect.ts'

export const wordAboutAnyMessageCounts = defect({
  name: 'word-about-any-message-counts',
  requirement: 'TIF-SCR-03',
  story: 'Takes what the Spine says in a conversation for what became of its summary, whichever message it speaks of.',
  replaces: isAbout,
  with: () => true,
})
