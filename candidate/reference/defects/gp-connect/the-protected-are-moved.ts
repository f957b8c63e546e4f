import { canMove } from '../../gp-connect/migration.ts'
import { defect } from '../defect.ts'

export const theProtectedAreMoved = defect({
  name: 'the-protected-are-moved',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Moves the records of patients whom PDS protects.',
  replaces: canMove,
  with: (patient, national) => canMove.proper({ ...patient, national: { ...patient.national, meta: {} } }, { ...national, meta: {} }),
})
