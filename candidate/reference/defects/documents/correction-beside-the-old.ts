import { replaceDocument } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const correctionBesideTheOld = defect({
  name: 'correction-beside-the-old',
  requirement: 'GPCM-C-2',
  story: 'Files a corrected document beside the one that it corrects; both look valid.',
  replaces: replaceDocument,
  with: () => undefined,
})
