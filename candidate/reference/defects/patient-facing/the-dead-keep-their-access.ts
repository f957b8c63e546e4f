import { isReachable } from '../../patient-facing/online-patient.ts'
import { defect } from '../defect.ts'

export const theDeadKeepTheirAccess = defect({
  name: 'the-dead-keep-their-access',
  requirement: 'TIF-GPC-18',
  story: 'Does not look whether a patient has died before their app is let in.',
  replaces: isReachable,
  with: (patient) => isReachable.proper({ ...patient, national: { ...patient.national, deceasedDateTime: undefined } as never }),
})
