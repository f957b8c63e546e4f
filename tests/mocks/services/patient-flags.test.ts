import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/patient-flags/service.ts'

const NHS_NUMBER = '9990548609'
const SYSTEM = 'https://fhir.nhs.uk/England/CodeSystem/England-FlagCategoryPatient'
const FGM = 'female-genital-mutilation-flag'
const AUTHORITY = { name: 'Leeds City Council', officeHours: '0113 496 0100', outOfHours: '0113 496 0101' }

const flag = (changes: object = {}) => ({
  resourceType: 'Flag',
  contained: [{ resourceType: 'Provenance', id: 'p', agent: [{ who: { reference: 'https://sds.spineservices.nhs.uk/Practitioner/1' }, onBehalfOf: { reference: 'https://directory.spineservices.nhs.uk/Organization/A99901' } }] }],
  status: 'active',
  code: { coding: [{ system: SYSTEM, code: FGM }] },
  subject: { reference: `Patient/${NHS_NUMBER}` },
  ...changes,
})
const transaction = (...flags: object[]) => ({ resourceType: 'Bundle', type: 'transaction', entry: flags.map((resource) => ({ resource, request: { method: 'POST', url: 'Flag' } })) })

function start() {
  const app = inProcess([service])
  const { environment } = app
  const always = { applicationId: 'gp', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('user', { ...always, kind: 'healthcare-worker', userId: '1', aal: 3, roles: [] })
  environment.identity.tokens.set('patient', { ...always, kind: 'patient', nhsNumber: NHS_NUMBER, proofing: 'P9' })
  const state = environment.stateOf(service)
  const call = async (method: string, query: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.fetch(`${app.baseUrl}/patient-flags/FHIR/R4/Flag${query}`, { method, headers: { authorization: 'Bearer user', ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const json = await response.json()
    return { status: response.status, body: json, code: json.issue?.[0]?.details?.coding[0].code as string }
  }
  return { environment, state, call, violations: () => environment.journal.read().at(-1)!.violations.map(({ rule }) => rule) }
}

describe('Patient flags', () => {
  test('a flag is added, read and removed for a reason', async () => {
    const { call, state, violations } = start()
    const added = await call('POST', '', transaction(flag()))
    assert.deepEqual([added.status, added.body.entry[0].response.status, violations()], [200, '201 Created', []])
    const { body } = await call('GET', `?patient=${NHS_NUMBER}`)
    assert.deepEqual([body.total, body.entry[0].resource.code.coding[0].code, body.entry[0].search.mode], [1, FGM, 'match'])
    assert.equal((await call('POST', '', transaction(flag()))).code, 'DUPLICATE_RESOURCE')
    assert.equal((await call('DELETE', `?patient=${NHS_NUMBER}&code=${FGM}`)).code, 'MISSING_VALUE')
    assert.equal((await call('DELETE', `?patient=${NHS_NUMBER}&code=${FGM}`, undefined, { 'x-removal': 'Recorded in error' })).status, 200)
    assert.deepEqual(service.controls.listRemovals(state, { nhsNumber: NHS_NUMBER }), [{ nhsNumber: NHS_NUMBER, code: FGM, reason: 'Recorded in error', userId: '1' }])
    assert.equal((await call('DELETE', `?patient=${NHS_NUMBER}&code=${FGM}`, undefined, { 'x-removal': 'x' })).code, 'RESOURCE_NOT_FOUND')
    assert.deepEqual((await call('GET', `?patient=${NHS_NUMBER}`)).body.entry, [])
  })

  test('a plan comes with its details where it is asked for by code, and is not ours to change', async () => {
    const { call, state, environment } = start()
    service.controls.tellPlan(state, { nhsNumber: NHS_NUMBER, plan: 'child-protection-plan', localAuthority: AUTHORITY }, environment)
    service.controls.record(state, { nhsNumber: NHS_NUMBER, code: FGM }, environment)
    assert.deepEqual((await call('GET', `?patient=${NHS_NUMBER}`)).body.entry.map((entry: { resource: { resourceType: string } }) => entry.resource.resourceType), ['Flag', 'Flag'])
    const { body } = await call('GET', `?patient=${NHS_NUMBER}&code=child-protection-information-system-flag`)
    assert.deepEqual(body.entry.map((entry: { resource: { resourceType: string } }) => entry.resource.resourceType), ['Flag', 'CarePlan', 'CareTeam'])
    assert.equal(body.entry[2].resource.telecom[1].value, AUTHORITY.outOfHours)
    const code = 'child-protection-information-system-flag'
    assert.equal((await call('POST', '', transaction(flag({ code: { coding: [{ system: SYSTEM, code }] } })))).status, 403)
    assert.equal((await call('DELETE', `?patient=${NHS_NUMBER}&code=${code}`, undefined, { 'x-removal': 'x' })).status, 403)
  })

  test('a transaction is added whole or not at all, and what is wrong is refused by name', async () => {
    const { call, state } = start()
    const wrong: [object, string][] = [
      [flag({ status: 'inactive' }), 'INVALID_VALUE'],
      [flag({ contained: [] }), 'MISSING_VALUE'],
      [flag({ code: { coding: [{ system: SYSTEM, code: 'x' }] } }), 'INVALID_VALUE'],
      [flag({ subject: {} }), 'MISSING_VALUE'],
      [flag({ subject: { reference: 'Patient/9990548600' } }), 'INVALID_VALUE'],
    ]
    for (const [each, code] of wrong) assert.equal((await call('POST', '', transaction(flag(), each))).code, code)
    assert.deepEqual(state.flags, [])
    assert.deepEqual([(await call('POST', '', flag())).code, (await call('POST', '', transaction())).code], ['INVALID_VALUE', 'MISSING_VALUE'])
  })

  test('whose flags are meant has to be said, and who asks', async () => {
    const { call } = start()
    assert.deepEqual([(await call('GET', '')).code, (await call('GET', '?patient=1')).code, (await call('GET', `?patient=${NHS_NUMBER}&code=x`)).code, (await call('DELETE', `?patient=${NHS_NUMBER}`)).code], ['MISSING_VALUE', 'INVALID_VALUE', 'INVALID_VALUE', 'MISSING_VALUE'])
    assert.deepEqual([(await call('GET', `?patient=${NHS_NUMBER}`, undefined, { authorization: 'Bearer patient' })).status, (await call('PUT', '/1', {})).status], [401, 404])
  })
})
