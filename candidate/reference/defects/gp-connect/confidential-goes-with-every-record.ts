import { isWithheld } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const confidentialGoesWithEveryRecord = defect({
  name: 'confidential-goes-with-every-record',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Gives out what is confidential with the rest of the record.',
  replaces: isWithheld,
  with: () => false,
})
