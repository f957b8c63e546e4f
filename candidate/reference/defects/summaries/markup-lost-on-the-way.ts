import { escaped } from '../../summaries/presentation.ts'
import { defect } from '../defect.ts'

export const markupLostOnTheWay = defect({
  name: 'markup-lost-on-the-way',
  requirement: 'SCR05',
  story: 'Removes what looks like a tag before it uploads, and a part of the word with it.',
  replaces: escaped,
  with: (text) => escaped.proper(text.replace(/<[^>]*>/g, '')),
})
