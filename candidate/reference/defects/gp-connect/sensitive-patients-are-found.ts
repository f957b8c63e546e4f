import { isFindable } from '../../gp-connect/reachable.ts'
import { defect } from '../defect.ts'

export const sensitivePatientsAreFound = defect({
  name: 'sensitive-patients-are-found',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Hides the address of sensitive patients, and not that they are patients here.',
  replaces: isFindable,
  with: (patient) => isFindable.proper({ ...patient, national: { ...patient.national, meta: {} } as typeof patient.national }),
})
