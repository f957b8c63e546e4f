import { isTooLarge, mayBeOpened } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const largeLettersStayBehind = defect({
  name: 'large-letters-stay-behind',
  requirement: 'GPCARS01',
  story: 'Holds documents that move to the size of those that are looked at.',
  replaces: mayBeOpened,
  with: (letter, moves) => mayBeOpened.proper(letter, moves) && !isTooLarge(letter),
})
