import { isDuplicateMessage } from '../../documents/document-messages.ts'
import { defect } from '../defect.ts'

export const repeatedMessageTakenForNew = defect({
  name: 'repeated-message-taken-for-new',
  requirement: 'TIF-GFR-02',
  story: 'Looks at the envelope of MESH to tell a repeated message; the same message in another envelope is new.',
  replaces: isDuplicateMessage,
  with: () => false,
})
