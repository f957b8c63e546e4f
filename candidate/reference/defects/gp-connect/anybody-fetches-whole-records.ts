import { isTheirPractice } from '../../gp-connect/migration.ts'
import { defect } from '../defect.ts'

export const anybodyFetchesWholeRecords = defect({
  name: 'anybody-fetches-whole-records',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Gives a whole record to whichever practice asks for it, and does not ask PDS whose patient it is.',
  replaces: isTheirPractice,
  with: () => true,
})
