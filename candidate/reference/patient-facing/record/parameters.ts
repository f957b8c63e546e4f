import { isObject, parseJson, type JsonObject } from '../../national/json.ts'
import { SYSTEM } from '../../fhir/resource.ts'
import { PublishedError } from '../published-error.ts'

/** What an app wants of the record. */
export interface RecordRequest {
  nhsNumber: string
  /** Absent: no allergies. */
  allergies?: { resolved: boolean }
  /** Absent: no medication. `from`: what was active then or later. */
  medication?: { from?: string; repeatOnly: boolean }
}

/** Everything that the operation takes. What this system does not keep is understood, and answered with nothing. */
const KNOWN = [
  'patientNHSNumber',
  'includeAllergies',
  'includeMedication',
  'includeConsultations',
  'includeProblems',
  'includeImmunizations',
  'includeInvestigations',
  'includeReferrals',
  'includeUncategorisedData',
  'includeDiaryEntries',
]

const refuse = (diagnostics: string) => new PublishedError('INVALID_PARAMETER', { diagnostics })

/**
 * Reads the Parameters of $gpc.getstructuredrecord. Source: GP Connect (Patient Facing) Access Record, table of errors.
 *
 * @throws PublishedError INVALID_RESOURCE, INVALID_PARAMETER
 */
export function recordRequestIn(json: string, today: string): RecordRequest {
  const body = parseJson(json)
  if (!isObject(body) || body['resourceType'] !== 'Parameters' || !Array.isArray(body['parameter']))
    throw new PublishedError('INVALID_RESOURCE', { diagnostics: 'This is no Parameters resource.' })
  const parameters = body['parameter'].filter(isObject)
  const one = (name: string) => {
    const found = parameters.filter((each) => each['name'] === name)
    if (found.length > 1) throw new PublishedError('INVALID_RESOURCE', { diagnostics: `${name} is given more than once.` })
    return found[0]
  }
  const identifier = one('patientNHSNumber')?.['valueIdentifier']
  const nhsNumber = isObject(identifier) && identifier['system'] === SYSTEM.nhsNumber ? identifier['value'] : undefined
  if (typeof nhsNumber !== 'string') throw refuse('patientNHSNumber is not provided.')
  if (!parameters.some(({ name }) => name !== 'patientNHSNumber' && KNOWN.includes(String(name))))
    throw refuse('No recognised parameters are provided.')
  const [allergies, medication] = [one('includeAllergies'), one('includeMedication')]
  return {
    nhsNumber,
    ...(allergies && { allergies: { resolved: resolvedIn(allergies) } }),
    ...(medication && { medication: medicationIn(medication, today) }),
  }
}

function resolvedIn(parameter: JsonObject): boolean {
  const resolved = partOf(parameter, 'includeResolvedAllergies')
  if (typeof resolved?.['valueBoolean'] !== 'boolean') throw refuse('includeAllergies needs includeResolvedAllergies.')
  return resolved['valueBoolean']
}

function medicationIn(parameter: JsonObject, today: string): NonNullable<RecordRequest['medication']> {
  const type = partOf(parameter, 'prescriptionType')
  const repeatOnly = [type?.['valueCode'], type?.['valueString'], type?.['value']].includes('repeat')
  const search = partOf(parameter, 'medicationSearchFromDate')
  if (!search) return { repeatOnly }
  const from = search['valueDate']
  if (typeof from !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(from) || Number.isNaN(Date.parse(from)))
    throw refuse('medicationSearchFromDate is a whole date without a time.')
  if (from > today) throw refuse('medicationSearchFromDate is in the future.')
  return { from, repeatOnly }
}

const partOf = (parameter: JsonObject, name: string) =>
  Array.isArray(parameter['part']) ? parameter['part'].filter(isObject).find((part) => part['name'] === name) : undefined
