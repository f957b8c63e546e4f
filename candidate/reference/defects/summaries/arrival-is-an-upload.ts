import { summariesStore } from '../../summaries/summaries-store.ts'
import { afterArrival, statusOf } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const arrivalIsAnUpload = defect({
  name: 'arrival-is-an-upload',
  requirement: 'TIF-SCR-03',
  story: 'Takes a summary for uploaded once its message has arrived, whatever the Spine says later.',
  replaces: afterArrival,
  with: (work, patient, upload) => {
    const store = summariesStore(work.services)
    store.setSent(patient.id, upload)
    store.dropPending(patient.id)
    return statusOf(work, patient)
  },
})
