import assert from 'node:assert/strict'
import jsonPatch from 'fast-json-patch'
import type { Patient } from '../../../mocks/services/pds/patient.ts'
import { readSpec } from '../contract.ts'
import { replaySandbox } from '../sandbox/replay-sandbox.ts'
import type { Row } from '../sandbox/rows.ts'
import { pds } from './pds-caller.ts'

/** A published body; one of its people has a number with a wrong check digit, which no PDS has. */
const published = (...parts: string[]): any => JSON.parse(readSpec('pds-fhir', ...parts).replaceAll('9000000015', '9000000041'))
const stub = (kind: string, name: string) => published('sandbox-stubs', `${kind}Responses`, `${name}.json`)
/** First entries of searchsets: those of the examples by their name alone. */
const found = (...files: string[]) => files.map((file) => published(file.includes('/') ? `${file}.json` : `examples/${file}.json`).entry[0])
const searchset = (entry: unknown[]) => ({ resourceType: 'Bundle', type: 'searchset', total: entry.length, ...(entry.length > 0 && { entry }) })

/** Whom a search finds of those whom the sandbox knows. */
const FOUND: Record<string, string[]> = {
  'Basic search with phone & email positive': ['PatientSearch'],
  'Basic search with phone & email negative': [],
  'Wildcard search without phone/email': ['PatientSearch', 'PatientSearch-Jayne-Smyth'],
  'Wildcard search with email and phone': ['PatientSearch'],
  'Search with limited results': ['PatientSearch'],
  'Search with date range': ['PatientSearch'],
  'Fuzzy search with phone and email': ['PatientSearch'],
  'Fuzzy search without phone or email': ['PatientSearch-Jayne-Smyth'],
  'Restricted patient search': ['Sensitive_PatientSearch'],
  'Compound name search': ['sandbox-stubs/searchResponses/john_paul_smith_searchset'],
}

/** The stub of the refusal that a row means by "problem description", with the words that the sandbox's source and the tests of the gateway put in. */
const REFUSED: Record<string, [stub: string, diagnostics?: string]> = {
  'Valid/invalid search criteria': ['ADDITIONAL_PROPERTIES', "Invalid request with error - Additional properties are not allowed ('invalidParam' was unexpected)"],
  'Unsuccessful search on email/phone only': ['MISSING_VALUE', "Missing value - 'birth_date/birth_date_range_start/birth_date_range_end'"],
  'Invalid date format': ['INVALID_VALUE', "Invalid value - 'eq20101022' in field 'birthdate'"],
  'Too few search parameters': ['INVALID_SEARCH_DATA', "Invalid search data provided - 'No searches were performed as the search criteria did not meet the minimum requirements'"],
  'Patient does not exist': ['RESOURCE_NOT_FOUND'],
  'Invalid NHS number': ['INVALID_RESOURCE_ID'],
  'Missing resource version identifier': ['PRECONDITION_FAILED', 'Invalid request with error - If-Match header must be supplied to update this resource'],
  'Incorrect resource version': ['RESOURCE_VERSION_MISMATCH'],
  'Wrong content type': ['UNSUPPORTED_SERVICE'],
  'No patches sent': ['INVALID_UPDATE', 'Invalid update with error - No patches found'],
  'Invalid patch operations': ['INVALID_VALUE', "Invalid value - 'bad_value' in field '0/op'"],
  'Missing Ehic card number': ['MISSING_VALUE', "Missing value - 'identifier/0/value'"],
  'Invalid Search criteria': ['INVALID_SEARCH_DATA', "Invalid search data provided - 'Coverage search request must follow the format /Coverage?subscriber:identifier=NHS_NUMBER'"],
}

function refusal(title: string): unknown {
  if (title === 'Missing X-Request-ID') return published('proxy-responses/missing_x-request_id.json')
  if (title === 'Invalid X-Request-ID') return published('proxy-responses/invalid_x-request_id.json')
  const [name, diagnostics] = REFUSED[title] ?? []
  if (name === undefined) return undefined
  const body = stub('error', name)
  if (diagnostics !== undefined) body.issue[0].diagnostics = diagnostics
  return body
}

replaySandbox('pds', 'pds-fhir', async (row) => {
  const world = pds()
  const { call, put, controls, state, token } = world
  const status = Number(/Status (\d{3})/.exec(row.response)![1])
  for (const odsCode of ['Y12345', 'Y23456', 'Y34567', 'FWC87']) controls.putOrganisation(state, { odsCode, roles: ['RO177', 'RO76', 'RO182'] })

  const lackingId = row.title === 'Missing X-Request-ID'
  const headers: Record<string, string | null> = lackingId ? { 'x-request-id': null } : row.title === 'Invalid X-Request-ID' ? { 'x-request-id': '1234' } : {}
  const problem = refusal(row.title)
  const answer = async (method: string, path: string, expected: unknown, options: Parameters<typeof call>[2] = {}) => {
    const { status: seen, body } = await call(method, path, { ...options, headers: { ...options.headers, ...headers } })
    return { ours: { status: seen, body }, published: { status, body: problem ?? expected } }
  }
  const knows = (...files: string[]) => files.forEach((file) => put({ resource: published('examples', `${file}.json`) }))
  const nhsNumber = /`id`=`(\d+)`/.exec(row.request)?.[1] ?? '9000000009'

  if (row.method === 'GET' && row.path === '/Patient') {
    if (row.title === 'Missing X-Request-ID') return answer('GET', '/Patient?family=Smith&birthdate=eq2010-10-22', undefined)
    const results = found(...(FOUND[row.title] ?? []))
    // A fuzzy search without a telephone number would find the Smith whom the sandbox does not show beside Smyth.
    const smith = row.title === 'Fuzzy search without phone or email' ? [] : ['PatientSearch']
    for (const { resource } of found(...smith, 'PatientSearch-Jayne-Smyth', 'sandbox-stubs/searchResponses/john_paul_smith_searchset')) put({ resource })
    put({ resource: withSecrets(found('Sensitive_PatientSearch')[0].resource) })
    const replayed = await answer('GET', `/Patient?${search(row)}`, searchset(results))
    if (row.title.startsWith('Restricted')) assert.doesNotMatch(JSON.stringify(replayed.ours.body), /"address"|"telecom"|"generalPractitioner"/)
    return replayed
  }

  if (row.method === 'POST' && row.path === '/Patient') {
    token('midwife', { kind: 'healthcare-worker', userId: '555254239999', aal: 3, roles: [{ id: '555254240900', code: 'R8009', name: 'Maternity', organisation: 'RZ9', activities: [] }] })
    const [file, matches, outcome] = ({ 'Single match found': ['Single_Match_found', 1, 'SINGLE_MATCH_FOUND'], 'Multiple matches found': ['Multi_Match_found', 2, 'MULTIPLE_MATCHES_FOUND'] } as const)[row.title] ?? ['Allocate_NHS_Number', 0, undefined]
    const body = published('examples/requests/PatientCreate', `${file}.json`)
    const [name] = body.name
    const { line, postalCode } = body.address[0]
    for (let time = 0; time < matches; time++) put({ given: name.given, family: name.family, gender: body.gender, birthDate: body.birthDate, address: { line, postcode: postalCode } })
    return answer('POST', '/Patient', outcome === undefined ? published('proxy-responses/valid_patient_post_response.json') : stub('postPatient', outcome), { as: 'midwife', headers: { 'content-type': 'application/json' }, body })
  }

  if (row.path.endsWith('/RelatedPerson')) {
    knows('Patient', 'Patient-Jayne-Smyth', 'Sensitive_Patient')
    const file = `related_person_${nhsNumber}`
    const bundle = nhsNumber === '9000000025' ? searchset([]) : stub('relatedPerson', file)
    for (const { resource } of bundle.entry ?? []) controls.addRelatedPerson(state, { nhsNumber, resource })
    return answer('GET', `/Patient/${nhsNumber}/RelatedPerson`, bundle)
  }

  if (row.path === '/Coverage') {
    knows('Patient', 'Minimal_Patient')
    token('self', { kind: 'patient', nhsNumber, proofing: 'P9' })
    const bundle = stub('coverage', nhsNumber === '9000000033' ? 'patient_without_coverage' : 'patient_with_coverage_9000000009')
    const card = bundle.entry?.[0].resource
    if (row.method === 'GET') {
      if (card) state.records.get('9000000009')!.coverage = card
      return answer('GET', `/Coverage?subscriber:identifier=${nhsNumber}${row.title === 'Invalid Search criteria' ? '&year=2003' : ''}`, bundle, { as: 'self' })
    }
    const sent = structuredClone(card)
    if (row.title === 'Missing Ehic card number') delete sent.identifier[0].value
    sent.subscriber.identifier.value = nhsNumber
    return answer('POST', '/Coverage', bundle, { as: 'self', headers: { 'content-type': 'application/json', 'if-match': versionSent(row) }, body: sent })
  }

  knows('Patient', 'Sensitive_Patient', 'Minimal_Patient')
  if (row.method === 'GET') {
    const file = { 9000000009: 'Patient', 9000000025: 'Sensitive_Patient', 9000000033: 'Minimal_Patient' }[nhsNumber]
    return answer('GET', `/Patient/${nhsNumber}`, file && published('examples', `${file}.json`))
  }
  const body = published('examples/requests/PatientPatch/add-name.json')
  const after = jsonPatch.applyPatch(published('examples/Patient.json') as Patient, structuredClone(body.patches)).newDocument
  after.meta.versionId = '3'
  if (row.title === 'No patches sent') delete body.patches
  if (row.title === 'Invalid patch operations') body.patches = [{ op: 'bad_value', path: 'not a path' }]
  const type = row.title === 'Wrong content type' ? 'text/xml' : 'application/json-patch+json'
  return answer('PATCH', `/Patient/${nhsNumber}`, after, { headers: { 'content-type': type, 'if-match': versionSent(row) }, body })
})

const versionSent = ({ title }: Row): string | null => (title === 'Missing resource version identifier' ? null : title === 'Incorrect resource version' ? 'W/"1"' : 'W/"2"')

/** The search that a row words: names and values in backticks, or one of its own where it says what is wrong only. */
function search({ title, request }: Row): string {
  if (title === 'Invalid date format') return 'family=Smith&gender=female&birthdate=eq20101022'
  if (title === 'Too few search parameters') return 'gender=female&birthdate=eq2010-10-22'
  return [...request.matchAll(/[`']([\w-]+)[`']=[`']([^`']*)[`']/g)].map(([, name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')
}

/** A restricted record as PDS holds it: with what it does not show. */
function withSecrets(resource: any): Patient {
  const period = { start: '2020-01-01' }
  const telecom = [{ id: '1', system: 'email', use: 'home', value: 'janet.smythe@example.com', period }, { id: '2', system: 'phone', use: 'home', value: '01632960587', period }]
  return { ...resource, telecom, address: [{ id: '3', use: 'home', period, line: ['1 Trevelyan Square', 'Leeds'], postalCode: 'LS1 6AE' }] }
}
