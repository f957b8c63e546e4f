import { readExtract } from '../../gp2gp/read-extract.ts'
import { defect } from '../defect.ts'

export const malformedRecordReadAsAnEmptyOne = defect({
  name: 'malformed-record-read-as-an-empty-one',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes what can be read of a record that is not whole, and says that it has been taken over.',
  replaces: readExtract,
  with: (payload) => {
    try {
      return readExtract.proper(payload)
    } catch {
      return { messageId: '', extractId: '', nhsNumber: /extension="(\d{10})"/.exec(payload)?.[1] ?? '', author: '', entries: [] }
    }
  },
})
