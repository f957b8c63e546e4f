import { isAskedFor } from '../../gp2gp/plan-transfer.ts'
import { defect } from '../defect.ts'

export const ownPracticeAskedForTheRecord = defect({
  name: 'own-practice-asked-for-the-record',
  requirement: 'TIF-GP2GP-01',
  story: 'Asks whoever PDS names as the practice before, even where that is this practice.',
  replaces: isAskedFor,
  with: ({ temporary, previousPractice }) => !temporary && previousPractice !== undefined,
})
