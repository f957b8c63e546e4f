import { isDuplicateDocument } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const documentFiledTwice = defect({
  name: 'document-filed-twice',
  requirement: 'TIF-GFR-02',
  story: 'Tells repeated messages, and files a document again that comes in another message.',
  replaces: isDuplicateDocument,
  with: () => false,
})
