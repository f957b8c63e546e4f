import { fateOf } from '../../national/gp-registrations-mi.ts'
import { defect } from '../defect.ts'

export const everyRefusalIsForGood = defect({
  name: 'every-refusal-is-for-good',
  requirement: 'TIF-CS-11',
  story: 'Takes any answer but success for a refusal, and sends none of it again.',
  replaces: fateOf,
  with: (answer) => {
    const fate = fateOf.proper(answer)
    return fate.state === 'pending' ? { ...fate, state: 'refused' } : fate
  },
})
