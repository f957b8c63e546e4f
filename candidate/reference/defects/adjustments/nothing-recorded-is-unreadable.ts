import { unreadableAnswer } from '../../national/answer.ts'
import { readEntries, REASONABLE_ADJUSTMENTS } from '../../national/reasonable-adjustments.ts'
import { defect } from '../defect.ts'

export const nothingRecordedIsUnreadable = defect({
  name: 'nothing-recorded-is-unreadable',
  requirement: 'TIF-FLAG-01',
  story: 'Expects an entry in every answer, and tells the user of everybody without adjustments that they could not be checked.',
  replaces: readEntries,
  with: (answer, part) => {
    if (!Array.isArray(answer.body['entry'])) throw unreadableAnswer(REASONABLE_ADJUSTMENTS, 'no entry')
    return readEntries.proper(answer, part)
  },
})
