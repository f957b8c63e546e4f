import { demandReader } from '../../gp2gp/review.ts'
import { defect } from '../defect.ts'

export const anybodyReadsTransferredRecords = defect({
  name: 'anybody-reads-transferred-records',
  requirement: 'TIF-GP2GP-02',
  story: 'Shows what came from another practice to whoever is signed in.',
  replaces: demandReader,
  with: () => undefined,
})
