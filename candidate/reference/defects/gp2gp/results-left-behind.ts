import { resultEntries } from '../../gp2gp/build-extract.ts'
import { defect } from '../defect.ts'

export const resultsLeftBehind = defect({
  name: 'results-left-behind',
  requirement: 'GP2GP07',
  story: 'Sends the record without the results that laboratories sent to this practice.',
  replaces: resultEntries,
  with: () => [],
})
