import { isCurrent } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const clocksAheadRefused = defect({
  name: 'clocks-ahead-refused',
  requirement: 'TIF-GPC-07',
  story: 'Refuses tokens of clocks that are ahead, although only what has run out is to be refused.',
  replaces: isCurrent,
  with: (exp, now) => isCurrent.proper(exp, now) && exp <= now + 301,
})
