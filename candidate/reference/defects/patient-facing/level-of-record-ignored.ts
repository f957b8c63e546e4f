import { accessOf } from '../../patient-facing/online-access.ts'
import { defect } from '../defect.ts'

export const levelOfRecordIgnored = defect({
  name: 'level-of-record-ignored',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Shows the level of access to the app, and asks no more of it itself.',
  replaces: accessOf,
  with: (store, patientId) => ({ ...accessOf.proper(store, patientId), current: 'full', historical: 'full' }),
})
