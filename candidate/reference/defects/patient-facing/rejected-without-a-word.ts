import { requestsOf } from '../../patient-facing/prescriptions/requests.ts'
import { defect } from '../defect.ts'

export const rejectedWithoutAWord = defect({
  name: 'rejected-without-a-word',
  requirement: 'E00328',
  story: 'Tells the patient that their request was rejected, and keeps the reason to itself.',
  replaces: requestsOf,
  with: (store, patientId) => requestsOf.proper(store, patientId).map(({ reason: _reason, ...request }) => request),
})
