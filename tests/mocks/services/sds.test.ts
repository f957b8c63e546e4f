import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/sds/service.ts'

// Answers of every shape are read here; what an assertion expects of one is the check.
type Body = Record<string, any>

const ODS = 'organization=https://fhir.nhs.uk/Id/ods-organization-code|A99902'
const STRUCTURED = 'identifier=https://fhir.nhs.uk/Id/nhsServiceInteractionId|urn:nhs:names:services:gpconnect:fhir:operation:gpc.getstructuredrecord-1'
const GP2GP = 'identifier=https://fhir.nhs.uk/Id/nhsServiceInteractionId|urn:nhs:names:services:gp2gp:RCMR_IN010000UK05'
const PARTY_KEY = 'identifier=https://fhir.nhs.uk/Id/nhsMhsPartyKey|'
const CORRELATION_ID = '6d3d3674-7ce5-11ec-90d6-0242ac120003'

function start() {
  const app = inProcess([service])
  app.environment.identity.applications.set('key', { id: 'key', secret: '', jwks: undefined, redirectUris: [] })
  const state = app.environment.stateOf(service)
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await app.fetch(`${app.baseUrl}/spine-directory/FHIR/R4${path}`, { ...init, headers: { apikey: 'key', ...(init.headers as Record<string, string>) } })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body }
  }
  const diagnostics = async (path: string, headers: Record<string, string> = {}) => {
    const { status, body } = await call(path, { headers })
    assert.equal(status, 400)
    return body.issue[0].diagnostics as string
  }
  return { ...app, state, call, diagnostics, rules: () => app.environment.journal.read().at(-1)!.violations.map(({ rule }) => rule) }
}

test('the system of a practice that does an interaction', async () => {
  const { call, rules, state } = start()
  const { status, headers, body } = await call(`/Device?${ODS}&${STRUCTURED}`, { headers: { 'x-correlation-id': CORRELATION_ID } })
  assert.equal(status, 200)
  assert.equal(headers.get('content-type'), 'application/fhir+json')
  assert.equal(headers.get('x-correlation-id'), CORRELATION_ID)
  assert.equal(body.total, 1)
  const [system] = service.controls.listSystems(state, { organisation: 'A99902' })
  assert.equal(body.entry[0].resource.identifier[0].value, system!.asid)
  assert.equal(body.entry[0].resource.owner.identifier.value, 'A99902')
  assert.ok(body.link[0].url.endsWith(`/Device?${ODS}&${STRUCTURED}`), 'the link repeats the question, not encoded')
  assert.deepEqual(rules(), [])
})

test('nobody found is a 200 with an empty bundle, not a 404', async () => {
  const { call } = start()
  const { status, body } = await call(`/Device?organization=https://fhir.nhs.uk/Id/ods-organization-code|ZZZ99&${STRUCTURED}`)
  assert.deepEqual([status, body.total, body.entry], [200, 0, []])
})

test('a closed practice has no system, and a manufacturer or party key narrows the search', async () => {
  const { call, state, environment } = start()
  assert.equal((await call(`/Device?organization=https://fhir.nhs.uk/Id/ods-organization-code|A99903&${STRUCTURED}`)).body.total, 0)
  const other = service.controls.putSystem(state, { organisation: 'A99902', manufacturer: 'X26' }, environment)
  assert.equal((await call(`/Device?${ODS}&${STRUCTURED}`)).body.total, 2)
  assert.equal((await call(`/Device?${ODS}&${STRUCTURED}&manufacturing-organization=https://fhir.nhs.uk/Id/ods-organization-code|X26`)).body.entry[0].resource.identifier[0].value, other.asid)
  assert.equal((await call(`/Device?${ODS}&${STRUCTURED}&${PARTY_KEY}${other.partyKey}`)).body.total, 1)
})

test('an endpoint is found by any two of organisation, interaction and party key', async () => {
  const { call, state, diagnostics } = start()
  const { partyKey, interactions } = service.controls.listSystems(state, { organisation: 'A99902' })[0]!
  for (const query of [`${ODS}&${STRUCTURED}`, `${ODS}&${STRUCTURED}&${PARTY_KEY}${partyKey}`, `${STRUCTURED}&${PARTY_KEY}${partyKey}`]) assert.equal((await call(`/Endpoint?${query}`)).body.total, 1, query)
  assert.equal((await call(`/Endpoint?${ODS}&${PARTY_KEY}${partyKey}`)).body.total, interactions.length, 'one for each interaction')
  for (const query of [ODS, STRUCTURED, `${PARTY_KEY}${partyKey}`, '']) assert.match(await diagnostics(`/Endpoint?${query}`), /^HTTP 400: Bad Request \(Missing or invalid query parameters\. Should one of following combinations/)
})

test('what the Spine forwards has the Spine as its address, the rest its own; several addresses are several endpoints', async () => {
  const { call, state } = start()
  const addresses = async (interaction: string) => (await call(`/Endpoint?${ODS}&${interaction}`)).body.entry.map(({ resource }: Body) => resource.address)
  assert.deepEqual(await addresses(GP2GP), ['https://msg.int.spine2.ncrs.nhs.uk/reliablemessaging/intermediary'])
  assert.deepEqual(await addresses(STRUCTURED), ['https://msg.a99902.gp.example/gpc.getstructuredrecord-1'])
  service.controls.setAddresses(state, { organisation: 'A99902', interaction: STRUCTURED.split('|')[1]!, addresses: ['https://one.example', 'https://two.example'] })
  assert.deepEqual(await addresses(STRUCTURED), ['https://one.example', 'https://two.example'])
})

test('wrong parameters, in the words of the service', async () => {
  const { diagnostics, rules } = start()
  const organisation = "HTTP 400: Bad Request (Missing or invalid 'organization' query parameter. Should be 'organization=https://fhir.nhs.uk/Id/ods-organization-code|value')"
  assert.equal(await diagnostics(`/Device?${STRUCTURED}`), organisation)
  assert.equal(await diagnostics(`/Device?organization=A99902&${STRUCTURED}`), organisation)
  assert.equal(await diagnostics(`/Device?organization=https://fhir.nhs.uk/Id/ods-organization-code|&${STRUCTURED}`), organisation)
  assert.deepEqual(rules(), ['missing-parameter'])
  assert.match(await diagnostics(`/Device?${ODS}`), /'identifier' query parameter\. Should be 'identifier=https:\/\/fhir\.nhs\.uk\/Id\/nhsServiceInteractionId\|value'/)
  assert.match(await diagnostics(`/Device?${ODS}&identifier=https://fhir.nhs.uk/Id/nhsSpineASID|1`), /Should be one or both of:/)
  assert.match(await diagnostics(`/Device?${ODS}&${STRUCTURED}&_count=1`), /Illegal query parameter '_count'/)
  assert.match(await diagnostics(`/Endpoint?${ODS}&${STRUCTURED}&manufacturing-organization=https://fhir.nhs.uk/Id/ods-organization-code|X26`), /Illegal query parameter/)
  assert.match(await diagnostics(`/Device?${ODS}&${STRUCTURED}`, { 'x-correlation-id': 'one' }), /Invalid X-Correlation-ID header/)
})

test('the last of several values with the same system counts', async () => {
  const { call } = start()
  assert.equal((await call(`/Device?organization=https://fhir.nhs.uk/Id/ods-organization-code|ZZZ99&${ODS}&${STRUCTURED}`)).body.total, 1)
})

test('media types, methods and paths', async () => {
  const { call } = start()
  assert.equal((await call(`/Device?${ODS}&${STRUCTURED}`, { headers: { accept: 'application/json' } })).headers.get('content-type'), 'application/json')
  const xml = await call(`/Device?${ODS}&${STRUCTURED}`, { headers: { accept: 'text/html' } })
  assert.deepEqual([xml.status, xml.body.issue[0].details.coding[0].code], [406, 'MISSING_OR_INVALID_HEADER'])
  const post = await call('/Device', { method: 'POST' })
  assert.deepEqual([post.status, post.headers.get('allow'), post.body.issue[0].code], [405, 'GET', 'not-supported'])
  const unknown = await call('/Organization')
  assert.deepEqual([unknown.status, unknown.body.issue[0].diagnostics], [404, 'HTTP endpoint not found'])
  assert.match(unknown.body.id, /^[0-9A-F-]{36}$/)
  assert.equal(unknown.headers.get('x-correlation-id'), unknown.body.id)
})

test('the API key of a registered application is wanted', async () => {
  const { call, rules } = start()
  assert.equal((await call(`/Device?${ODS}&${STRUCTURED}`, { headers: { apikey: '' } })).body.fault.detail.errorcode, 'steps.oauth.v2.FailedToResolveAPIKey')
  const { status, body } = await call(`/Device?${ODS}&${STRUCTURED}`, { headers: { apikey: 'nobody' } })
  assert.deepEqual([status, body.fault.detail.errorcode], [401, 'oauth.v2.InvalidApiKey'])
  assert.deepEqual(rules(), ['invalid-api-key'])
})

test('every documented error can be asked for', async () => {
  const { call, environment } = start()
  const seen: Record<string, number> = {}
  for (const name of Object.keys(service.errors)) {
    environment.faults.inject({ service: 'sds', kind: 'error', name })
    seen[name] = (await call(`/Device?${ODS}&${STRUCTURED}`)).status
  }
  assert.deepEqual(seen, { missingApiKey: 401, invalidApiKey: 401, badRequest: 400, notFound: 404, methodNotAllowed: 405, notAcceptable: 406, tooManyRequests: 429, internalServerError: 500, badGateway: 502, gatewayTimeout: 504 })
})

test('an organisation that closes is gone from the directory', async () => {
  const { call, state } = start()
  service.controls.removeOrganisation(state, { organisation: 'A99902' })
  assert.equal((await call(`/Device?${ODS}&${STRUCTURED}`)).body.total, 0)
  assert.equal((await call(`/Endpoint?${ODS}&${STRUCTURED}`)).body.total, 0)
})
