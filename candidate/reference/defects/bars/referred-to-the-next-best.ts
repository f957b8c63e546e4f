import { placeFor } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const referredToTheNextBest = defect({
  name: 'referred-to-the-next-best',
  requirement: 'BARS01',
  story: 'Finds no way to the place that was chosen, and refers to a pharmacy that it can reach.',
  replaces: placeFor,
  with: (work, odsCode, kind) => placeFor.proper(work, odsCode, kind).catch(() => placeFor.proper(work, 'FZ901', kind)),
})
