import { isReachable } from '../../patient-facing/online-patient.ts'
import { defect } from '../defect.ts'

export const withdrawnNumbersInUse = defect({
  name: 'withdrawn-numbers-in-use',
  requirement: 'TIF-GPC-18',
  story: 'Goes on serving a record under an NHS number that was withdrawn.',
  replaces: isReachable,
  with: (patient) => isReachable.proper({ ...patient, local: {}, national: { ...patient.national, meta: {}, identifier: [] } }),
})
