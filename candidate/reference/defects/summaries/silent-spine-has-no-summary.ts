import { NationalRefusal } from '../../national/answer.ts'
import { currentSummary } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

export const silentSpineHasNoSummary = defect({
  name: 'silent-spine-has-no-summary',
  requirement: 'TIF-CS-11',
  story: 'Shows that there is no summary where nobody could be asked.',
  replaces: currentSummary,
  with: (work, patient) =>
    currentSummary.proper(work, patient).catch((failure: unknown) => {
      if (failure instanceof NationalRefusal) return undefined
      throw failure
    }),
})
