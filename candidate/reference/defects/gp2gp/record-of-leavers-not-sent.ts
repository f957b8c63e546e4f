import { hasRecordOf } from '../../gp2gp/answer-request.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import { defect } from '../defect.ts'

export const recordOfLeaversNotSent = defect({
  name: 'record-of-leavers-not-sent',
  requirement: 'GP2GP07',
  story: 'Knows the patients of today: who has left, and whose record is asked for because of that, is not known here.',
  replaces: hasRecordOf,
  with: (patient): patient is RegisteredPatient => patient?.status === 'active',
})
