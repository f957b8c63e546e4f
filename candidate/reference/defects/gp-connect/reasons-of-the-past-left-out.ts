import { endOf } from '../../patient-facing/record/stu3-clinical.ts'
import { defect } from '../defect.ts'

export const reasonsOfThePastLeftOut = defect({
  name: 'reasons-of-the-past-left-out',
  requirement: 'TIF-GPC-19',
  story: 'Says nothing of why an allergy ended where nobody wrote it down, although something has to be said.',
  replaces: endOf,
  with: (ended) => endOf.proper({ ...ended, reason: ended.reason ?? '' }),
})
