import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/validated-relationships/service.ts'

const PROXY = '9990000018'
const CHILD = '9990000026'
const BASE = '/validated-relationships/FHIR/R4'
const REASON = 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason'
const number = (value: string) => ({ identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value } })
const reason = (code: string, text?: string) => ({ url: REASON, valueCodeableConcept: { coding: [{ code }], ...(text !== undefined && { text }) } })
const grantor = { url: 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor', valueReference: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' } } }

const consent = {
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ code: 'patient-privacy' }] },
  category: [{ coding: [{ code: 'INFA' }] }],
  patient: number(CHILD),
  dateTime: '2025-02-11T14:30:00Z',
  performer: [number(PROXY)],
  policyRule: { coding: [{ system: 'https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis', code: 'parental-responsibility' }] },
  provision: { type: 'permit' },
  extension: [reason('ROLE_CREATED'), grantor],
}

interface Entry {
  search: { mode: string }
  resource: any
}

function start() {
  const app = inProcess([service])
  const { environment } = app
  const grant = { applicationId: 'app', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('t', { ...grant, kind: 'application' })
  environment.identity.tokens.set('p', { ...grant, kind: 'patient', nhsNumber: PROXY, proofing: 'P9' })
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.fetch(`${app.baseUrl}${BASE}${path}`, {
      method,
      headers: { authorization: 'Bearer t', 'x-request-id': crypto.randomUUID(), ...(body !== undefined && { 'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const code = async (...args: Parameters<typeof call>) => {
    const { status, body } = await call(...args)
    return `${status} ${body.issue?.[0]?.details?.coding[0].code}`
  }
  return { ...app, call, code, state: environment.stateOf(service), control: service.controls }
}

describe('validated relationships: reading proxy roles', () => {
  it('finds roles by proxy, by patient, by both, and by status', async () => {
    const { call, state, control, environment } = start()
    control.putConsent(state, { proxy: PROXY, patient: CHILD }, environment)
    control.putConsent(state, { proxy: PROXY, patient: CHILD, status: 'inactive' }, environment)
    const total = async (query: string) => (await call('GET', `/Consent?${query}`)).body.total
    assert.equal(await total(`performer:identifier=${PROXY}`), 2)
    assert.equal(await total(`patient:identifier=${CHILD}&status=active`), 1)
    assert.equal(await total(`patient:identifier=${CHILD}&status=proposed,active`), 1)
    assert.equal(await total(`patient:identifier=${CHILD}&status=inactive&status=active`), 2)
    assert.equal(await total(`performer:identifier=${PROXY}&patient:identifier=${CHILD}&status=rejected`), 0)
    assert.equal(await total(`performer:identifier=https://fhir.nhs.uk/Id/nhs-number|${PROXY}`), 2)
    assert.equal(environment.journal.read().at(-1)?.subject, PROXY)
  })

  it('includes people who are asked for, and does not count them', async () => {
    const { call, state, control, environment } = start()
    const { id } = control.putConsent(state, { proxy: PROXY, patient: CHILD }, environment)
    control.putPerson(state, { nhsNumber: CHILD, given: 'Joy', family: 'Okafor', birthDate: '2020-01-01', practice: 'A99901' })
    const { body } = await call('GET', `/Consent/${id}?_include=Consent:patient&_include=Consent:performer`)
    assert.equal(body.total, 1)
    assert.deepEqual(body.entry.map(({ search, resource }: Entry) => `${search.mode} ${resource.resourceType}`), ['include Patient', 'include RelatedPerson', 'include Patient', 'match Consent'])
    const [, related, child] = body.entry.map(({ resource }: Entry) => resource)
    assert.equal(child.name[0].given[0], 'Joy')
    assert.equal(child.identifier[0].value, CHILD)
    assert.notEqual(child.id, CHILD, 'as published, the id is no NHS number')
    assert.equal(related.relationship[0].coding[0].code, 'Personal')
    control.putRelationship(state, { proxy: PROXY, patient: CHILD }, environment)
    const confirmed = await call('GET', `/Consent/${id}?_include=Consent:performer`)
    assert.deepEqual(confirmed.body.entry[1].resource.relationship.map((each: any) => each.coding[0].code), ['PRN', 'MTH'])
  })

  it('says what is wrong with a search', async () => {
    const { code, state, control } = start()
    assert.equal(await code('GET', '/Consent'), '400 MISSING_IDENTIFIER_VALUE')
    assert.equal(await code('GET', '/Consent?performer:identifier=900000000'), '422 INVALID_IDENTIFIER_VALUE')
    assert.equal(await code('GET', '/Consent?performer:identifier=https://fhir.nhs.uk/Id/nhs-number/9730675929'), '422 INVALID_IDENTIFIER_SYSTEM')
    assert.equal(await code('GET', `/Consent?performer:identifier=${PROXY}&status=test`), '422 INVALID_PARAMETER')
    assert.equal(await code('GET', `/Consent?performer:identifier=${PROXY}&_include=test`), '422 INVALID_PARAMETER')
    control.putTrouble(state, { nhsNumber: PROXY, trouble: 'no-practice' })
    assert.equal(await code('GET', `/Consent?performer:identifier=${PROXY}`), '404 GP_PRACTICE_NOT_FOUND')
    control.putTrouble(state, { nhsNumber: PROXY, trouble: 'invalidated' })
    assert.equal(await code('GET', `/Consent?performer:identifier=${PROXY}`), '404 INVALIDATED_RESOURCE')
    assert.equal(await code('GET', '/Consent/1'), '400 INVALID_ID_VALUE')
    assert.equal(await code('GET', `/Consent/${crypto.randomUUID()}`), '404 RESOURCE_NOT_FOUND')
  })

  it('checks who calls and under which request id', async () => {
    const { code, call } = start()
    const path = `/Consent?performer:identifier=${PROXY}`
    assert.equal(await code('GET', path, undefined, { authorization: 'Bearer x' }), '401 ACCESS_DENIED')
    assert.equal(await code('GET', path, undefined, { 'x-request-id': 'one' }), '400 INVALID_VALUE')
    assert.equal(await code('GET', `/RelatedPerson?identifier=${PROXY}`), '403 FORBIDDEN')
    assert.equal(await code('DELETE', path), '405 METHOD_NOT_ALLOWED')
    const id = crypto.randomUUID()
    assert.equal((await call('GET', path, undefined, { 'x-request-id': id })).headers.get('x-request-id'), id)
  })
})

describe('validated relationships: giving proxy roles', () => {
  it('gives a role once', async () => {
    const { call, code, state, control } = start()
    const { status, headers, body } = await call('POST', '/Consent', consent)
    assert.equal(status, 201)
    assert.deepEqual(body.issue, [{ severity: 'information', code: 'informational' }])
    assert.match(headers.get('location') ?? '', /\/Consent\/[0-9a-f-]{36}$/)
    assert.equal(control.listConsents(state, { nhsNumber: CHILD }).length, 1)
    assert.equal(await code('POST', '/Consent', consent), '409 DUPLICATE_RELATIONSHIP')
  })

  it('says what is missing, and what is wrong', async () => {
    const { code } = start()
    const without = (name: string) => Object.fromEntries(Object.entries(consent).filter(([key]) => key !== name))
    for (const name of ['status', 'scope', 'category', 'patient', 'dateTime', 'performer']) assert.equal(await code('POST', '/Consent', without(name)), `400 MISSING_${name.toUpperCase()}`)
    const wrong: Record<string, [string, unknown]> = {
      INVALID_STATUS: ['status', 'maybe'],
      INVALID_SCOPE: ['scope', {}],
      INVALID_CATEGORY: ['category', []],
      INVALID_DATETIME: ['dateTime', 'soon'],
      INVALID_LEGAL_BASIS_CODE: ['policyRule', {}],
      INVALID_PROVISION: ['provision', {}],
      INVALID_EXTENSION: ['extension', {}],
      INVALID_IDENTIFIER_VALUE: ['performer', [number('1')]],
    }
    for (const [name, [key, value]] of Object.entries(wrong)) assert.equal(await code('POST', '/Consent', { ...consent, [key]: value }), `422 ${name}`)
    assert.equal(await code('POST', '/Consent', { ...consent, patient: { identifier: { value: CHILD } } }), '400 MISSING_IDENTIFIER_SYSTEM')
    assert.equal(await code('POST', '/Consent', consent, { 'content-type': 'text/plain' }), '415 UNSUPPORTED_MEDIA')
    assert.equal(await code('POST', '/Consent', '{"half'), '400 BAD_REQUEST')
  })

  it('wants to know which practice granted an active role, and words for the reason OTHER', async () => {
    const { code } = start()
    const extended = (...extension: unknown[]) => code('POST', '/Consent', { ...consent, extension: [reason('ROLE_CREATED'), ...extension] })
    assert.equal(await extended(), '400 MISSING_GRANTOR')
    assert.equal(await extended({ url: grantor.url }), '400 MISSING_GRANTOR_REFERENCE')
    assert.equal(await extended({ ...grantor, valueReference: {} }), '400 MISSING_GRANTOR_IDENTIFIER')
    assert.equal(await extended({ ...grantor, valueReference: { identifier: { value: 'A99901' } } }), '422 INVALID_GRANTOR_SYSTEM')
    assert.equal(await extended({ ...grantor, valueReference: { identifier: { ...grantor.valueReference.identifier, value: '' } } }), '422 INVALID_GRANTOR_VALUE')
    assert.equal(await code('POST', '/Consent', { ...consent, extension: [reason('OTHER'), grantor] }), '400 MISSING_FREE_TEXT_FOR_OTHER')
    assert.equal(await code('POST', '/Consent', { ...consent, extension: [reason('OTHER', 'as agreed'), grantor] }), '201 undefined')
  })
})

describe('validated relationships: moving proxy roles between states', () => {
  const to = (status: string, why = reason('ROLE_CHANGED')) => [
    { op: 'replace', path: '/status', value: status },
    { op: 'add', path: '/extension/-', value: [why] },
  ]
  const made = (status: string) => {
    const started = start()
    const { id } = started.control.putConsent(started.state, { proxy: PROXY, patient: CHILD, status }, started.environment)
    return { ...started, path: `/Consent/${id}` }
  }

  it('along the lifecycle, and not otherwise', async () => {
    const allowed: Record<string, string[]> = { proposed: ['active', 'rejected', 'inactive'], active: ['inactive', 'entered-in-error'], inactive: ['active', 'entered-in-error'], rejected: [], 'entered-in-error': [] }
    for (const [before, after] of Object.entries(allowed)) {
      for (const status of ['proposed', 'active', 'inactive', 'rejected', 'entered-in-error']) {
        const { code, path } = made(before)
        assert.equal(await code('PATCH', path, to(status)), after.includes(status) ? '200 undefined' : '422 INVALID_STATE_TRANSITION', `${before} to ${status}`)
      }
    }
  })

  it('whole or not at all', async () => {
    const { code, call, path } = made('proposed')
    const patches = [...to('active'), { op: 'replace', path: '/patient', value: {} }]
    assert.equal(await code('PATCH', path, patches), '400 INVALID_PATCH_PATH')
    assert.equal((await call('GET', path)).body.entry[0].resource.status, 'proposed')
    assert.equal(await code('PATCH', path, [...to('active'), { op: 'add', path: '/provision/period/end', value: '2026-12-31T23:59:59Z' }]), '200 undefined')
    const { resource } = (await call('GET', path)).body.entry[0]
    assert.equal(resource.status, 'active')
    assert.equal(resource.provision.period.end, '2026-12-31T23:59:59Z')
    assert.equal(resource.extension.at(-1).url, REASON)
  })

  it('says what is wrong with a patch', async () => {
    const { code, path } = made('active')
    assert.equal(await code('PATCH', path, '{"half'), '400 INVALID_PATCH_FORMAT')
    assert.equal(await code('PATCH', path, []), '400 INVALID_PATCH_FORMAT')
    assert.equal(await code('PATCH', path, [...to('inactive'), { op: 'replace', path: '/status', value: 'active' }]), '409 DUPLICATE_PATCHES')
    assert.equal(await code('PATCH', path, to('gone')), '422 INVALID_STATUS_CODE')
    assert.equal(await code('PATCH', path, to('inactive').slice(0, 1)), '422 INVALID_STATUS_REASON')
    assert.equal(await code('PATCH', path, to('inactive', reason('just because'))), '422 INVALID_STATUS_REASON')
    assert.equal(await code('PATCH', path, to('inactive', reason('OTHER'))), '400 MISSING_FREE_TEXT_FOR_OTHER')
    assert.equal(await code('PATCH', path, to('inactive', reason('OTHER', 'she moved'))), '200 undefined')
    assert.equal(await code('PATCH', path, to('active'), { 'content-type': 'application/json' }), '415 UNSUPPORTED_MEDIA')
    assert.equal(await code('PATCH', `/Consent/${crypto.randomUUID()}`, to('active')), '404 RESOURCE_NOT_FOUND')
  })
})

describe('validated relationships: relationships and requests', () => {
  it('confirms a mother and her child to people, not to applications', async () => {
    const { call, code, state, control, environment } = start()
    control.putRelationship(state, { proxy: PROXY, patient: CHILD }, environment)
    const patient = { authorization: 'Bearer p' }
    const { body } = await call('GET', `/RelatedPerson?identifier=${PROXY}&patient:identifier=${CHILD}&_include=RelatedPerson:patient`, undefined, patient)
    assert.equal(body.total, 1)
    assert.deepEqual(body.entry.map(({ resource }: { resource: { resourceType: string } }) => resource.resourceType), ['RelatedPerson', 'Patient'])
    assert.equal((await call('GET', '/RelatedPerson?identifier=9000000033', undefined, patient)).body.total, 0)
    assert.equal(await code('GET', '/RelatedPerson', undefined, patient), '400 MISSING_IDENTIFIER_VALUE')
    assert.equal(await code('GET', '/RelatedPerson?identifier=900000000', undefined, patient), '400 INVALID_IDENTIFIER_VALUE')
    assert.equal(await code('GET', '/RelatedPerson?patient:identifier=1', undefined, patient), '400 INVALID_PATIENT_IDENTIFIER_VALUE')
    assert.equal(await code('GET', '/RelatedPerson?identifier=https://fhir.nhs.uk/Id/nhs-number/9730675929', undefined, patient), '400 INVALID_IDENTIFIER_SYSTEM')
  })

  it('takes a request for access from a patient, and gives it back', async () => {
    const { call, code, state, control, environment } = start()
    const request = { resourceType: 'QuestionnaireResponse', status: 'completed', source: number(PROXY), item: [{ linkId: 'relatedPerson_identifier', text: CHILD, answer: [{ valueString: PROXY }, { valueString: CHILD }] }] }
    const patient = { authorization: 'Bearer p' }
    const { status, body } = await call('POST', '/QuestionnaireResponse', request, patient)
    assert.equal(status, 200)
    assert.match(body.issue[0].details.coding[0].code, /^[0-9A-Z]{10}$/)
    const [id] = control.listRequests(state)
    assert.equal((await call('GET', `/QuestionnaireResponse/${id}`)).body.source.identifier.value, PROXY)
    assert.equal(await code('GET', '/QuestionnaireResponse/INVALID'), '400 INVALID_IDENTIFIER_VALUE')
    assert.equal(await code('GET', `/QuestionnaireResponse/${crypto.randomUUID()}`), '404 QUESTIONNAIRE_RESPONSE_NOT_FOUND')
    assert.equal(await code('GET', '/QuestionnaireResponse'), '405 METHOD_NOT_ALLOWED')
    assert.equal(await code('POST', '/QuestionnaireResponse', request), '403 FORBIDDEN')
    assert.equal(await code('POST', '/QuestionnaireResponse', { resourceType: 'Patient' }, patient), '400 BAD_REQUEST')
    control.putConsent(state, { proxy: PROXY, patient: CHILD, status: 'proposed' }, environment)
    assert.equal(await code('POST', '/QuestionnaireResponse', request, patient), '409 DUPLICATE_RELATIONSHIP')
  })
})
