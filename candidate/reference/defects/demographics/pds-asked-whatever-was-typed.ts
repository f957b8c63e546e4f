import { missingCriteria } from '../../demographics/find-nationally.ts'
import { defect } from '../defect.ts'

export const pdsAskedWhateverWasTyped = defect({
  name: 'pds-asked-whatever-was-typed',
  requirement: 'PDS02',
  story: 'Leaves it to PDS to find out that there is not enough to search by, and shows the user what PDS thinks of it.',
  replaces: missingCriteria,
  with: () => [],
})
