import { keepUnshared } from '../../adjustments/change-adjustments.ts'
import { adjustmentStore } from '../../adjustments/store.ts'
import { defect } from '../defect.ts'

export const unsharedAdjustmentLost = defect({
  name: 'unshared-adjustment-lost',
  requirement: 'TIF-CS-11',
  story: 'Tells the user that it was not shared, and forgets what they typed.',
  replaces: keepUnshared,
  with: (work, patientId, code, failure) => {
    const store = adjustmentStore(work.services)
    for (const each of store.unshared(patientId)) if (each.code === code) store.shared(each.id)
    return keepUnshared.proper(work, patientId, code, failure)
  },
})
