import { bringsRecord } from '../../gp2gp/look-after-transfers.ts'
import { defect } from '../defect.ts'

export const recordWithConfidentialEntriesNotKnown = defect({
  name: 'record-with-confidential-entries-not-known',
  requirement: 'TIF-GP2GP-02',
  story: 'Knows the first of the two interactions that bring a record. The other, with marks of what is confidential, is read and put aside.',
  replaces: bringsRecord,
  with: (action) => action === 'RCMR_IN030000UK06',
})
