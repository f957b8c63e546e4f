import { MalformedExtract, readExtract } from '../../gp2gp/read-extract.ts'
import { defect } from '../defect.ts'

export const brokenPartOfTheRecordLeftOut = defect({
  name: 'broken-part-of-the-record-left-out',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes a record over without the part of it that cannot be read, and says that all is well.',
  replaces: readExtract,
  with: (payload, skeletons) => {
    try {
      return readExtract.proper(payload, skeletons)
    } catch (error) {
      if (!(error instanceof MalformedExtract)) throw error
      return readExtract.proper(payload)
    }
  },
})
