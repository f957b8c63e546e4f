import { isFindable } from '../../gp-connect/reachable.ts'
import { defect } from '../defect.ts'

export const temporaryPatientsAreNotFound = defect({
  name: 'temporary-patients-are-not-found',
  requirement: 'TIF-GPC-18',
  story: 'Finds permanent patients only, so that nobody can book for a visitor.',
  replaces: isFindable,
  with: (patient) => isFindable.proper(patient) && patient.registrations[0]?.type === 'permanent',
})
