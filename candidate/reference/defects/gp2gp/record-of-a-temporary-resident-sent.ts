import { hasRecordOf } from '../../gp2gp/answer-request.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import { defect } from '../defect.ts'

export const recordOfATemporaryResidentSent = defect({
  name: 'record-of-a-temporary-resident-sent',
  requirement: 'GP2GP07',
  story: 'Sends what it has of a temporary resident as if it were their record, which is with their own practice.',
  replaces: hasRecordOf,
  with: (patient): patient is RegisteredPatient => patient !== undefined,
})
