import { shown } from '../../summaries/read-bundle.ts'
import { defect } from '../defect.ts'

export const summaryWithoutItsAuthor = defect({
  name: 'summary-without-its-author',
  requirement: 'SCR04',
  story: 'Shows the text, and not who wrote it or where.',
  replaces: shown,
  with: (resources) => {
    const { author: _author, practice: _practice, ...rest } = shown.proper(resources)
    return rest
  },
})
