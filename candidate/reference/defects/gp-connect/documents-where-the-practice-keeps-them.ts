import { documentOf } from '../../gp-connect/document-reference.ts'
import { defect } from '../defect.ts'

export const documentsWhereThePracticeKeepsThem = defect({
  name: 'documents-where-the-practice-keeps-them',
  requirement: 'GPCARS01',
  story: 'Names the place where the practice itself keeps a document.',
  replaces: documentOf,
  with: (letter, base, services) => ({
    ...documentOf.proper(letter, base, services),
    content: [{ attachment: { contentType: letter.contentType, url: `file:///letters/${letter.id}` } }],
  }),
})
