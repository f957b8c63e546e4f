import { behaviour } from '../behaviour.ts'
import type { JsonObject } from '../national/json.ts'
import { GpcError } from './gpc-error.ts'
import { ALL_AREAS, numberIn, objects, type RecordRequest } from './record-request.ts'

const invalid = (diagnostics: string) => new GpcError('INVALID_PARAMETER', diagnostics)

const KNOWN = ['patientNHSNumber', 'includeFullRecord']

/** What a migration is asked for beside the whole record: it is not passed over, as it is when parts of a record are asked for. */
export const foreignParameters = behaviour('gp-connect.foreignParameters', (parameters: readonly JsonObject[]): string[] =>
  parameters.map(({ name }) => String(name)).filter((name) => !KNOWN.includes(name)),
)

/**
 * Reads the Parameters of $gpc.migratestructuredrecord as a request for all that there is.
 *
 * @throws GpcError INVALID_RESOURCE, INVALID_PARAMETER, INVALID_NHS_NUMBER, INVALID_IDENTIFIER_SYSTEM
 */
export function migrationRequestIn(body: JsonObject, isNumber: (text: string) => boolean): RecordRequest {
  if (body['resourceType'] !== 'Parameters' || !Array.isArray(body['parameter'])) throw new GpcError('INVALID_RESOURCE', 'This is no Parameters resource.')
  const parameters = objects(body['parameter'])
  const nhsNumber = numberIn(parameters, isNumber)
  const foreign = foreignParameters(parameters)
  if (foreign.length > 0) throw invalid(`${foreign.join(', ')} is not known here.`)
  const [full, ...more] = parameters.filter(({ name }) => name === 'includeFullRecord')
  const [part, ...others] = objects(full?.['part'])
  const sensitive = part?.['valueBoolean']
  if (more.length > 0 || others.length > 0 || part?.['name'] !== 'includeSensitiveInformation' || typeof sensitive !== 'boolean')
    throw invalid('includeFullRecord says whether it includes sensitive information, and nothing else.')
  return { nhsNumber, areas: ALL_AREAS, resolvedAllergies: true, issues: true, sensitive, unknown: [] }
}
