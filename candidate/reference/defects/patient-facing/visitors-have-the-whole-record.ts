import { isReachable } from '../../patient-facing/online-patient.ts'
import { defect } from '../defect.ts'

export const visitorsHaveTheWholeRecord = defect({
  name: 'visitors-have-the-whole-record',
  requirement: 'TIF-GPC-18',
  story: 'Treats temporary residents as its own patients.',
  replaces: isReachable,
  with: (patient) =>
    isReachable.proper({ ...patient, registrations: patient.registrations.map((each) => ({ ...each, type: 'permanent' as const })) }),
})
