import { isSkeleton } from '../../gp2gp/files.ts'
import { defect } from '../defect.ts'

export const partOfTheRecordFiledAsADocument = defect({
  name: 'part-of-the-record-filed-as-a-document',
  requirement: 'TIF-GP2GP-02',
  story: 'Files the part of the record that came after it among the documents: the allergies in it are XML that nobody reads.',
  replaces: isSkeleton,
  with: () => false,
})
