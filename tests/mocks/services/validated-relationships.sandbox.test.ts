import assert from 'node:assert/strict'
import { parse } from 'yaml'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { errors } from '../../../mocks/services/validated-relationships/errors.ts'
import { service } from '../../../mocks/services/validated-relationships/service.ts'
import { readSpec } from '../contract.ts'
import { replaySandbox, type Answer } from '../sandbox/replay-sandbox.ts'
import type { Row } from '../sandbox/rows.ts'

const FOLDER = 'validated-relationships'
const GRANTOR = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor'
const REASON = 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason'
const { controls } = service

/** The body of a published example. */
const example = (...parts: string[]): any => (Object.values(parse(readSpec(FOLDER, 'examples', ...parts)))[0] as { value: unknown }).value

/** The answers of searches for roles, by the title of the row or by what is asked. */
const ROLES: Record<string, string> = {
  "Multiple proxy relationships filtered by 'active' status including details": 'filtered-relationships-status-active-include-details',
  "Multiple proxy relationships filtered by 'inactive' status": 'filtered-relationships-status-inactive',
  "Multiple proxy relationships filtered by 'proposed' and 'active' status": 'filtered-relationships-status-proposed-active',
  'Multiple proxy relationships without filtering and details': 'multiple-relationships',
  'Multiple proxy relationships including performer details': 'multiple-relationships-include-performer',
  'Multiple proxy relationships including patient details': 'multiple-relationships-include-patient',
  'Multiple proxy relationships including performer and patient details': 'multiple-relationships-include-performer-patient',
  'Multiple proxy relationships, single patient': 'multiple-relationships-single-patient',
  'Multiple proxy relationships, single patient, including proxy details': 'multiple-relationships-single-patient-include-performer',
  'Multiple proxy relationships, single patient, including patient details': 'multiple-relationships-single-patient-include-patient',
  'Multiple proxy relationships, single patient, including proxy and patient details': 'multiple-relationships-single-patient-include-performer-patient',
  'No proxy relationships': 'no-relationships',
  'A single proxy relationship between consenting adults': 'single-consenting-adult-relationship',
  'A single proxy relationship between consenting adults including details': 'single-consenting-adult-relationship-include-performer-patient',
  'A single proxy relationship between a mother and child': 'single-mother-child-relationship',
  'A single proxy relationship between a mother and child including details': 'single-mother-child-relationship-include-performer-patient',
  'A single proxy relationship between a mother and child with legal basis unknown': 'single-mother-child-relationship-unknown-legal-basis',
  'Retrieve single consenting adult relationship': 'single-consenting-adult-relationship',
  'Retrieve single consenting adult relationship with patient details': 'single-consenting-adult-relationship-include-patient',
  'Retrieve single consenting adult relationship with performer details': 'single-consenting-adult-relationship-include-performer',
  'Retrieve single consenting adult relationship with performer and patient details': 'single-consenting-adult-relationship-include-performer-patient',
  'Retrieve single mother-child relationship': 'single-mother-child-relationship',
  'Retrieve single mother-child relationship with patient details': 'single-mother-child-relationship-include-patient',
  'Retrieve single mother-child relationship with performer details': 'single-mother-child-relationship-include-performer',
  'Retrieve single mother-child relationship with performer and patient details': 'single-mother-child-relationship-include-performer-patient',
}

const RELATIONSHIPS: Record<string, string> = {
  'List Relationship': 'list_relationship_9000000017',
  "List Relationship and include patient's details": 'list_relationship_9000000017_include',
  'List Patient Relationship': 'list_relationship_9000000042',
  "List Patient Relationship and include patient's details": 'list_relationship_9000000042_include',
  'List Relationship and no relationships returned': 'empty_response_9000000033',
  'Verify Relationship between proxy and patient': 'verify_relationship_9000000009',
  "Verify Relationship between proxy and patient and include patient's details": 'verify_relationship_9000000009_include',
}

/** The published refusals by the code that a row names, where the operation has an example of its own. */
const REFUSALS: Record<string, Record<string, string>> = {
  '/RelatedPerson': { MISSING_IDENTIFIER_VALUE: 'invalid-identifier-missing', INVALID_IDENTIFIER_VALUE: 'invalid-identifier', INVALID_IDENTIFIER_SYSTEM: 'invalid-identifier-system' },
  '/Consent': { MISSING_IDENTIFIER_VALUE: 'missing-identifier', INVALID_IDENTIFIER_VALUE: 'invalid-identifier', INVALID_IDENTIFIER_SYSTEM: 'invalid-identifier-system', INVALID_PARAMETER: 'invalid-status-parameter', GP_PRACTICE_NOT_FOUND: 'gp-practice-not-found' },
  '/QuestionnaireResponse/{id}': { INVALID_IDENTIFIER_VALUE: 'invalid_access_request_id', QUESTIONNAIRE_RESPONSE_NOT_FOUND: 'questionnaire_response_not_found' },
  '/QuestionnaireResponse': {},
}

replaySandbox('validated-relationships', FOLDER, async (row) => {
  const app = inProcess([service])
  const { environment } = app
  const state = environment.stateOf(service)
  environment.identity.tokens.set('p', { applicationId: 'app', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER, kind: 'patient', nhsNumber: '9000000009', proofing: 'P9' })
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await app.fetch(`${app.baseUrl}${service.basePath}${path}`, {
      method,
      headers: { authorization: 'Bearer p', 'x-request-id': crypto.randomUUID(), 'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  const status = Number(/Status (\d{3})/.exec(row.response)![1])
  const operation = `${row.method} ${row.path}`
  const name = operation === 'GET /Consent/{id}' ? undefined : /\b([A-Z]+(?:_[A-Z]+)+|DUPLICATE)\b/.exec(row.response.replace('HTTP ', ''))?.[1]
  const published = { status, body: name === undefined ? undefined : refusal(row, name) }

  if (row.method === 'GET' && row.path === '/RelatedPerson') {
    const file = RELATIONSHIPS[row.title]
    if (file === undefined) return { ours: await call('GET', `/RelatedPerson?${query(row)}`), published }
    const body = example('responses/GET_RelatedPerson', `${file}.yaml`)
    for (const { resource } of [...(body.entry ?? [])].sort(byType)) {
      if (resource.resourceType === 'RelatedPerson') {
        const [proxy, patient] = [resource.identifier[0].value, resource.patient.identifier.value]
        controls.putRelationship(state, { id: resource.id, proxy, patient, is: resource.relationship[0].coding[0].code === 'CHILD' ? 'child' : 'mother' }, environment)
        controls.putPerson(state, person({ ...resource, identifier: [{ value: proxy }] }))
      }
      if (resource.resourceType === 'Patient') controls.putPerson(state, person(resource))
    }
    return { ours: await call('GET', `/RelatedPerson?${query(row)}`), published: { status, body } }
  }

  if (row.method === 'GET' && row.path.startsWith('/Consent')) {
    controls.putTrouble(state, { nhsNumber: '9000000999', trouble: 'invalidated' })
    controls.putTrouble(state, { nhsNumber: '9000000012', trouble: 'no-practice' })
    const body = ROLES[row.title] === undefined ? published.body : example('responses/GET_Consent', `${ROLES[row.title]}.yaml`)
    const id = /[0-9a-f-]{36}/.exec(row.request)?.[0]
    // Whatever else the examples show, so that a search has something to leave out: roles of others, and of these in other states.
    const asked = new URLSearchParams(query(row))
    const others = new Set(Object.values(ROLES))
    for (const file of others) putRoles(example('responses/GET_Consent', `${file}.yaml`), (role) => !isAsked(asked, role))
    putRoles(body, () => true, id)
    return { ours: await call('GET', `/Consent${id === undefined ? '?' : '/'}${query(row)}`), published: { status, body } }
  }

  if (operation === 'POST /Consent') {
    const request = example('requests/POST_Consent', row.title.startsWith('Successful parent') ? 'parent_child_proxy_creation.yaml' : 'adult_to_adult_proxy_creation.yaml')
    const proxy = /\d{10}/.exec(row.request)![0]
    request.performer[0].identifier.value = request.provision.actor[0].reference.identifier.value = proxy
    spoil(request.extension, row.title)
    if (row.title === 'Duplicate relationship') controls.putConsent(state, { proxy, patient: request.patient.identifier.value }, environment)
    return { ours: await call('POST', '/Consent', request), published: { status, body: published.body ?? example('responses/POST_Consent/success.yaml') } }
  }

  if (operation === 'PATCH /Consent/{id}') {
    const id = /[0-9a-f-]{36}/.exec(row.request)?.[0] ?? crypto.randomUUID()
    const patches = patchOf(row.title)
    const activates = JSON.stringify(patches).includes('"value":"active"')
    if (row.title !== 'Resource not found') controls.putConsent(state, { id, proxy: '9000000017', patient: '9000000009', status: row.title === 'Invalid state transition' ? 'rejected' : activates ? 'proposed' : 'active' }, environment)
    if (/grantor/i.test(row.title)) {
      const role = state.consents.get(id)
      assert.ok(role && Array.isArray(role['extension']))
      role['extension'] = role['extension'].filter(({ url }: { url: string }) => url !== GRANTOR)
    }
    return { ours: await call('PATCH', `/Consent/${id}`, patches), published: { status, body: published.body ?? example('responses/PATCH_Consent/success.yaml') } }
  }

  if (operation === 'POST /QuestionnaireResponse') {
    const duplicate = row.title === 'Duplicate proxy role'
    if (duplicate) controls.putConsent(state, { proxy: '9000000049', patient: '9000000006' }, environment)
    const request = example('requests/POST_QuestionnaireResponse', duplicate ? 'duplicate_relationship.yaml' : 'mother-child.yaml')
    return { ours: await call('POST', row.path, request), published: { status, body: published.body ?? example('responses/POST_QuestionnaireResponse/success.yaml') } }
  }

  const id = row.quoted[0] ?? ''
  const body = published.body ?? example('responses/GET_QuestionnaireResponse/success.yaml')
  if (published.body === undefined) state.requests.set(id, body)
  return { ours: await call('GET', `/QuestionnaireResponse/${id}`), published: { status, body } }

  function putRoles(bundle: any, wanted: (role: any) => boolean, id?: string): void {
    for (const { resource } of bundle?.entry ?? []) {
      if (resource.resourceType === 'Patient') controls.putPerson(state, person(resource))
      if (resource.resourceType === 'RelatedPerson' && JSON.stringify(resource).includes('MTH')) {
        controls.putRelationship(state, { id: resource.id, proxy: resource.identifier[0].value, patient: resource.patient.identifier.value }, environment)
      }
      if (resource.resourceType === 'Consent' && wanted(resource)) controls.putConsent(state, { ...(id !== undefined && { id }), resource }, environment)
    }
  }
})

/** The query that a row asks, where roles and their people are meant by both their numbers. */
function query(row: Row): string {
  // The rows for roles name `identifier` for short, and their "missing identifier" gives the patient's, which the words of the operation allow.
  if (row.title === 'Missing identifier') return ''
  const text = row.quoted.join('&').replace(/\?/, '&')
  if (row.path.includes('{id}')) return text.replace('&', '?')
  return row.path === '/Consent' ? text.replace(/(^|&)identifier=/, '$1performer:identifier=') : text
}

/** Whether a search is for this role; the ids of the examples are no UUIDs, and no search names them. */
function isAsked(query: URLSearchParams, { performer, patient, status }: any): boolean {
  const is = (name: string, value: string) => query.get(name) === null || query.get(name)!.split(',').includes(value)
  return is('performer:identifier', performer[0].identifier.value) && is('patient:identifier', patient.identifier.value) && is('status', status)
}

function person({ id, identifier, name: [name], birthDate, generalPractitioner }: any) {
  const { given, family, prefix, suffix, period } = name
  return { id, nhsNumber: identifier[0].value, given: given[0], family, prefix: prefix?.[0], suffix, named: period, birthDate, practice: generalPractitioner?.[0].identifier.value ?? 'ODS12345' }
}

/** Proxies first: where the example gives a mother the name of her child, the child's own Patient is right. */
const byType = (a: any, b: any) => (a.resource.resourceType === 'Patient' ? 1 : 0) - (b.resource.resourceType === 'Patient' ? 1 : 0)

/** The published refusal: of the operation, else the one that the service's own words were taken from. */
function refusal({ method, path, title }: Row, named: string): unknown {
  const name = named === 'DUPLICATE' ? 'DUPLICATE_RELATIONSHIP' : named
  const folder = `responses/${method}_${path.split('/')[1]}`
  if (method === 'GET') {
    const file = REFUSALS[path]![name]
    // One file words a missing id otherwise than the row and the document do.
    if (name === 'METHOD_NOT_ALLOWED') return JSON.parse(readSpec(FOLDER, 'examples-from-oas/GET__QuestionnaireResponse_id/response-4XX/missingAccessRequestID.json'))
    const body = file === undefined ? JSON.parse(String(errors[name as keyof typeof errors]().body)) : example(folder, 'errors', `${file}.yaml`)
    if (title === 'Invalid include parameter') body.issue[0].diagnostics = body.issue[0].diagnostics.replace('status', '_include')
    return body
  }
  const file = { DUPLICATE_RELATIONSHIP: method === 'POST' ? 'duplicate_relationship_error' : '', INVALID_GRANTOR_VALUE: 'invalid_grantor_identifier_value', INVALID_GRANTOR_SYSTEM: 'invalid_grantor_identifier_system', INVALID_PATCH_PATH: 'invalid_path' }[name] ?? name.toLowerCase()
  return example(folder, 'errors', `${file}.yaml`)
}

/** Puts into the extensions of a role what the row says is wrong with them. */
function spoil(extensions: any[], title: string): void {
  const reason = extensions.find(({ url }) => url === REASON).valueCodeableConcept
  if (/(^|for )OTHER|^Valid OTHER/.test(title) && !title.startsWith('Non-OTHER')) reason.coding[0].code = 'OTHER'
  if (/with free text/.test(title)) reason.text = 'In their own words'
  const at = extensions.findIndex(({ url }) => url === GRANTOR)
  if (title === 'Missing grantor') extensions.splice(at, 1)
  if (title === 'Missing grantor valueReference') delete extensions[at].valueReference
  if (title === 'Missing grantor valueIdentifier') delete extensions[at].valueReference.identifier
  if (title === 'Invalid grantor ODS code value') extensions[at].valueReference.identifier.value = ''
  if (title === 'Invalid grantor identifier system') extensions[at].valueReference.identifier.system = 'https://fhir.nhs.uk/Id/nhs-number'
}

/** The patch that a row describes, made from the published ones. */
function patchOf(title: string): unknown {
  const changed = (file: string) => example('requests/PATCH_Consent', `${file}.yaml`)
  if (title === 'Successful access level update') return changed('replace_provision_end_date')
  if (title === 'Multiple valid changes' || title === 'Successful status update') return changed('multiple_updates')
  if (title === 'Invalid patch format') return { patches: 'none' }
  if (title === 'Invalid path') return [{ op: 'replace', path: '/nothing', value: 1 }]
  const patches = changed(/grantor/i.test(title) ? 'multiple_updates' : 'replace_status')
  if (title === 'Invalid status code') patches[0].value = 'test'
  if (title === 'Invalid status reason') patches[1].value[0].valueCodeableConcept.coding[0].code = 'no reason'
  if (/grantor/i.test(title) && title !== 'Missing grantor') patches[1].value.push({ url: GRANTOR, valueReference: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'G8101234' } } })
  spoil(patches[1].value, title === 'Missing grantor' ? '' : title)
  return patches
}
