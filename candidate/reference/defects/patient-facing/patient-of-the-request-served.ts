import { isOwn } from '../../patient-facing/caller.ts'
import { defect } from '../defect.ts'

export const patientOfTheRequestServed = defect({
  name: 'patient-of-the-request-served',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Checks that the caller is a patient, and serves the record of the patient that the request names.',
  replaces: isOwn,
  with: () => true,
})
