import { isFile } from '../../plans/find-records.ts'
import { defect } from '../defect.ts'

export const contactPageFetched = defect({
  name: 'contact-page-fetched',
  requirement: 'TIF-TECH-09',
  story: 'Takes every pointer for a record to be fetched, and gives up on those that say whom to ask.',
  replaces: isFile,
  with: () => true,
})
