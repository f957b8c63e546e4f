import { changedFlag, flagResource } from '../../national/reasonable-adjustments.ts'
import type { Work } from '../../work.ts'
import { defect } from '../defect.ts'

export const categoryOfOthersOverwritten = defect({
  name: 'category-of-others-overwritten',
  requirement: 'TIF-FLAG-01',
  story: 'Writes its own form of an adjustment over that of others: what they had noted with it is gone.',
  replaces: changedFlag,
  with: (before, to) => ({
    // The proper resource needs nobody at work: it only names the patient.
    ...flagResource.proper({} as Work, '', to),
    subject: before.resource['subject'],
  }),
})
