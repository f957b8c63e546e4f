import { all, isTree } from '../../itk/tree.ts'
import { contentsOf } from '../../itk/read-message.ts'
import { defect } from '../defect.ts'

export const sectionsWithinSectionsLost = defect({
  name: 'sections-within-sections-lost',
  requirement: 'TIF-TOC-01',
  story: 'Shows the sections of a document, but not those within them: the medicines of most discharge summaries.',
  replaces: contentsOf,
  with: (payload, composition) =>
    contentsOf.proper(
      payload,
      isTree(composition) && { ...composition, section: all(composition, 'section').map((section) => (isTree(section) ? { ...section, section: [] } : section)) },
    ),
})
