import type { PatientView } from '../../candidate/port/demographics.ts'
import { check, finding } from './check.ts'

/** Nothing of a sensitive record that is shown tells where the patient is. Source: PDS FHIR, restricted patients. */
export const ensureWhereaboutsHidden = check('where a sensitive patient is, is not shown', (_sight, { seen }: { seen: PatientView }) => [
  !seen.restricted && finding('the record is not marked as sensitive', { expected: 'a mark', seen: 'none' }),
  ...(['address', 'formerAddresses', 'mobile', 'homePhone', 'email', 'practice', 'nominatedPharmacy'] as const).map(
    (name) => seen[name] !== undefined && finding(`the ${name} is shown`, { expected: 'nothing', seen: seen[name] }),
  ),
])
