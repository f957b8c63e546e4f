import { marksOf } from '../../gp2gp/marks.ts'
import { defect } from '../defect.ts'

export const everythingMarkedAsKept = defect({
  name: 'everything-marked-as-kept',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Marks everything as kept in confidence, to be on the safe side: nobody can tell any more what is.',
  replaces: marksOf,
  with: () => ({ marks: ['R' as const] }),
})
