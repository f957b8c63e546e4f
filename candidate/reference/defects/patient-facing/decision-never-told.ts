import { requestsOf } from '../../patient-facing/prescriptions/requests.ts'
import { defect } from '../defect.ts'

export const decisionNeverTold = defect({
  name: 'decision-never-told',
  requirement: 'E00328',
  story: 'Keeps what the practice decided, and goes on telling the app that the request was made.',
  replaces: requestsOf,
  with: (store, patientId) =>
    requestsOf.proper(store, patientId).map(({ reason: _reason, ...request }) => ({ ...request, status: 'requested' as const })),
})
