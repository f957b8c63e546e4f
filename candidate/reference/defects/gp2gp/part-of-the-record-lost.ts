import { putBack } from '../../gp2gp/read-extract.ts'
import { defect } from '../defect.ts'

export const partOfTheRecordLost = defect({
  name: 'part-of-the-record-lost',
  requirement: 'TIF-GP2GP-02',
  story: 'Takes the statement that stands for a part of the record for all there is, and puts that part aside.',
  replaces: putBack,
  with: (root) => root,
})
