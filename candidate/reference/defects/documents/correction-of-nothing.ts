import { mayReplace } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const correctionOfNothing = defect({
  name: 'correction-of-nothing',
  requirement: 'TIF-GFR-02',
  story: 'Files a correction of a document that never came as if it were the first; nobody asks what happened to that.',
  replaces: mayReplace,
  with: (old, patientId) => old === undefined || mayReplace.proper(old, patientId),
})
