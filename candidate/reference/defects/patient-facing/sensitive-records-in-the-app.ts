import { isReachable } from '../../patient-facing/online-patient.ts'
import { defect } from '../defect.ts'

export const sensitiveRecordsInTheApp = defect({
  name: 'sensitive-records-in-the-app',
  requirement: 'TIF-GPC-18',
  story: 'Hides a sensitive patient’s address on its own pages, and sends it to their app.',
  replaces: isReachable,
  with: (patient) => isReachable.proper({ ...patient, national: { ...patient.national, meta: {} } }),
})
