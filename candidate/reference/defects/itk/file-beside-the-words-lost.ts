import { contentsOf } from '../../itk/read-message.ts'
import { defect } from '../defect.ts'

export const fileBesideTheWordsLost = defect({
  name: 'file-beside-the-words-lost',
  requirement: 'TIF-TOC-01',
  story: 'Keeps the first thing of a document that can be read: where it has words, what was attached to them is gone.',
  replaces: contentsOf,
  with: (payload, composition) => contentsOf.proper(payload, composition).slice(0, 1),
})
