import { all, isTree } from '../../itk/tree.ts'
import { contentsOf } from '../../itk/read-message.ts'
import { defect } from '../defect.ts'

export const firstSectionOnly = defect({
  name: 'first-section-only',
  requirement: 'TIF-TOC-01',
  story: 'Shows the first section of a document, which is the one that the test messages had.',
  replaces: contentsOf,
  with: (payload, composition) => contentsOf.proper(payload, isTree(composition) && { ...composition, section: all(composition, 'section').slice(0, 1) }),
})
