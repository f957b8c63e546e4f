import { flagToAdd } from '../../national/patient-flags.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { defect } from '../defect.ts'

export const flagWithEverythingKnown = defect({
  name: 'flag-with-everything-known',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Puts the patient into the flag, with all that PDS says of her.',
  replaces: flagToAdd,
  with: (work, nhsNumber) => ({ ...flagToAdd.proper(work, nhsNumber), text: { status: 'generated', div: JSON.stringify(patientsOf(work.services).byNhsNumber(nhsNumber)?.national) } }),
})
