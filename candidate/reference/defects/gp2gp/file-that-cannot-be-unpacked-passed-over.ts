import { BrokenFile, filesOf } from '../../gp2gp/files.ts'
import { defect } from '../defect.ts'

export const fileThatCannotBeUnpackedPassedOver = defect({
  name: 'file-that-cannot-be-unpacked-passed-over',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes a record over without the files that are broken, and says nothing.',
  replaces: filesOf,
  with: (extract, parts) => {
    try {
      return filesOf.proper(extract, parts)
    } catch (error) {
      if (error instanceof BrokenFile) return []
      throw error
    }
  },
})
