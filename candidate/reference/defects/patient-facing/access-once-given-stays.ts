import { accessOf, arrange, includes, type RecordLevel } from '../../patient-facing/online-access.ts'
import { defect } from '../defect.ts'

export const accessOnceGivenStays = defect({
  name: 'access-once-given-stays',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Adds what is arranged to what was arranged before. Nothing can be taken back.',
  replaces: arrange,
  with: (store, patientId, wanted) => {
    const before = accessOf(store, patientId)
    const higher = (one: RecordLevel, other: RecordLevel) => (includes(one, other) ? one : other)
    arrange.proper(store, patientId, {
      ...wanted,
      current: higher(before.current, wanted.current),
      historical: higher(before.historical, wanted.historical),
    })
  },
})
