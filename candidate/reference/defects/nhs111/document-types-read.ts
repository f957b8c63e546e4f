import { isHarmless } from '../../nhs111/dom.ts'
import { defect } from '../defect.ts'

export const documentTypesRead = defect({
  name: 'document-types-read',
  requirement: '111-02',
  story: 'Reads XML with a document type of its sender, which may name files or grow without end.',
  replaces: isHarmless,
  with: () => true,
})
