import { isTooWide } from '../../gp-connect/slots.ts'
import { defect } from '../defect.ts'

export const searchesOfAWeek = defect({
  name: 'searches-of-a-week',
  requirement: 'TIF-GPC-12',
  story: 'Refuses searches of more than a week, although two are to be answered.',
  replaces: isTooWide,
  with: ({ from, to }) => to - from > 7 * 86_400_000,
})
