import { shownInHl7 } from '../../summaries/hl7/read-summary.ts'
import { defect } from '../defect.ts'

export const messageShownWithoutItsAuthor = defect({
  name: 'message-shown-without-its-author',
  requirement: 'SCR04',
  story: 'Shows the text of a summary that came in a message, and not who wrote it or where.',
  replaces: shownInHl7,
  with: (summary) => {
    const { author: _author, practice: _practice, ...rest } = shownInHl7.proper(summary)
    return rest
  },
})
