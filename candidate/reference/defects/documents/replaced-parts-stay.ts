import { partState } from '../../documents/parts.ts'
import { defect } from '../defect.ts'

export const replacedPartsStay = defect({
  name: 'replaced-parts-stay',
  requirement: 'GPCUR01',
  story: 'Marks a corrected document as replaced, and still offers what it said in codes beside what the correction says.',
  replaces: partState,
  with: (_document, decided) => decided,
})
