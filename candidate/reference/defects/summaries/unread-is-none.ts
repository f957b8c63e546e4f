import { NationalRefusal } from '../../national/answer.ts'
import { readCurrent } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

export const unreadIsNone = defect({
  name: 'unread-is-none',
  requirement: 'TIF-CS-11',
  story: 'Shows that there is no summary when it could not be read.',
  replaces: readCurrent,
  with: (work, patient, found) =>
    readCurrent.proper(work, patient, found).catch((failure: unknown) => {
      if (failure instanceof NationalRefusal) return undefined
      throw failure
    }),
})
