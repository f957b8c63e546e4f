import { hasOptedOut } from '../../extracts/type-one.ts'
import { defect } from '../defect.ts'

export const typeOneForEver = defect({
  name: 'type-one-for-ever',
  requirement: 'TIF-NDOP-02',
  story: 'Goes by the first thing that was noted of a patient’s opt-out, and not by the last.',
  replaces: hasOptedOut,
  with: ({ database }, patientId) => database.one(`SELECT seq FROM audit WHERE event = 'type-one-opt-out-changed' AND patient_id = ?`, patientId) !== undefined,
})
