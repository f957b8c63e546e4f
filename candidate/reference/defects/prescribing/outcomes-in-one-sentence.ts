import { meaningOf } from '../../prescribing/cancel-item.ts'
import { defect } from '../defect.ts'

export const outcomesInOneSentence = defect({
  name: 'outcomes-in-one-sentence',
  requirement: 'TIF-EPS-12',
  story: 'Knows two outcomes: cancelled, and not. Why not, and what to do, the user has to find out.',
  replaces: meaningOf,
  with: (outcome) => (outcome === 'R-0001' ? meaningOf.proper(outcome) : { text: 'Failed.' }),
})
