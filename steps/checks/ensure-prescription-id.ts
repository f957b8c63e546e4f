import { isValid, isWellFormed, organisationOf } from '../../config/identifiers/prescription-id.ts'
import { check, finding } from './check.ts'

/**
 * The id is as published: six hexadecimal digits, the practice's ODS code, five digits, the right check character.
 * Source: EPS FHIR Prescribing API, MedicationRequest.groupIdentifier.value.
 */
export const ensurePrescriptionId = check('the prescription id is as it must be', (_sight, { ids, practice }: { ids: readonly string[]; practice: string }) => [
  ids.length === 0 && finding('no prescription', { expected: 'at least one' }),
  ...ids.flatMap((id) => [
    !isWellFormed(id) && finding('another shape', { expected: 'six, six and six characters with hyphens', seen: id }),
    isWellFormed(id) && !isValid(id) && finding('a wrong check character', { expected: 'that of modulus 37, weight 2', seen: id }),
    organisationOf(id) !== practice && finding('another organisation', { expected: practice, seen: id }),
  ]),
  new Set(ids).size !== ids.length && finding('the same id twice', { expected: 'an id of its own for each prescription', seen: ids.join(', ') }),
])
