import { isForOthers, mayBeOpened } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const unreadLettersStayBehind = defect({
  name: 'unread-letters-stay-behind',
  requirement: 'GPCARS01',
  story: 'Leaves behind the letters that nobody has read yet.',
  replaces: mayBeOpened,
  with: (letter, moves) => mayBeOpened.proper(letter, moves) && isForOthers(letter),
})
