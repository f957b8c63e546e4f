import { sectionsToShow } from '../../summaries/presentation.ts'
import { defect } from '../defect.ts'

export const emptyHeadingsLeftOut = defect({
  name: 'empty-headings-left-out',
  requirement: 'SCR03',
  story: 'Leaves out a heading with nothing under it: no allergies reads like not asked.',
  replaces: sectionsToShow,
  with: (sections) => sections.filter(({ rows }) => rows.length > 0),
})
