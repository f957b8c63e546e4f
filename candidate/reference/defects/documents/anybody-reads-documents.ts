import { demandReader } from '../../documents/work-on-document.ts'
import { defect } from '../defect.ts'

export const anybodyReadsDocuments = defect({
  name: 'anybody-reads-documents',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Shows the menu only to those who may read clinical documents, and gives them to whoever asks.',
  replaces: demandReader,
  with: () => undefined,
})
