import { NationalRefusal } from '../../national/answer.ts'
import { findNationally } from '../../plans/find-records.ts'
import { defect } from '../defect.ts'

export const unansweredLocatorMeansNone = defect({
  name: 'unanswered-locator-means-none',
  requirement: 'TIF-CS-11',
  story: 'Shows an empty list when the locator cannot be asked.',
  replaces: findNationally,
  with: (work, wanted) =>
    findNationally.proper(work, wanted).catch((failure: unknown) => {
      if (failure instanceof NationalRefusal) return []
      throw failure
    }),
})
