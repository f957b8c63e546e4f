import { isReachable } from '../../patient-facing/online-patient.ts'
import { defect } from '../defect.ts'

export const leaversKeepTheirAccess = defect({
  name: 'leavers-keep-their-access',
  requirement: 'TIF-GPC-18',
  story: 'Keeps the app open to patients who have left: the practice goes on sharing records that are no longer its own.',
  replaces: isReachable,
  with: (patient) => isReachable.proper({ ...patient, status: 'active' }),
})
