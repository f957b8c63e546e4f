import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AnyService } from '../../mocks/kit/service.ts'
import { inProcess } from '../../mocks/kit/in-process.ts'
import { services } from '../../mocks/services.ts'
import { readSpec, withoutSpecs } from './contract.ts'
import { errorReplies } from './coverage/error-replies.ts'
import { start as startImmunisation } from './services/immunisation-caller.ts'
import { cancellation, order } from './services/eps-messages.ts'
import { epsWorld } from './services/eps-world.ts'
import { APPLICATION, ASSERTION_TYPE, clientAssertion, formPost, jwks, registerApplication } from './services/onboarded.ts'
import { joan, pds } from './services/pds-caller.ts'

/*
 * What whoever imitates the national services gets wrong most easily: the traps that the collected specifications list. The eighth,
 * that in GP Connect, BaRS and IM1 the GP system is the server, is of the harness and not of a service: the scenarios of
 * features/national-services/gp-connect-*, patient-facing-*, bars-receiving and im1-accounts play the national caller.
 */

/** JSON bodies of everything that a service can refuse with. */
const refusals = (service: AnyService): { status: number; body: any }[] =>
  errorReplies(service).flatMap(({ status, body }) => (typeof body === 'string' && body.startsWith('{') ? [{ status, body: JSON.parse(body) }] : []))

const systemsOf = (service: AnyService): string[] => [
  ...new Set(refusals(service).flatMap(({ body }) => (body.issue ?? []).flatMap((issue: any) => (issue.details?.coding ?? []).map((coding: any) => coding.system as string)))),
]

describe('trap 1: numbers in token responses', () => {
  test('are strings where the API platform gives a token', async () => {
    const hub = inProcess([services.oauth2])
    registerApplication(hub.environment)
    const url = `${hub.baseUrl}/oauth2/token`
    const fields = { grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: await clientAssertion(hub.environment, url) }
    const { expires_in: expires, issued_at: issued } = (await (await hub.fetch(url, formPost(fields))).json()) as Record<string, unknown>
    assert.deepEqual([expires, typeof issued], ['599', 'string'])
  })

  test('are numbers where NHS login does', async () => {
    const service = services['nhs-login']
    const hub = inProcess([service])
    const issuer = hub.baseUrl + service.basePath
    const redirect = 'https://gp.example/patient/callback'
    const state = hub.environment.stateOf(service)
    service.controls.registerClient(state, { clientId: APPLICATION.id, redirectUris: [redirect], jwks })
    service.controls.addCitizen(state, { nhsNumber: '9990000018' }, hub.environment)
    const query = new URLSearchParams({ response_type: 'code', client_id: APPLICATION.id, redirect_uri: redirect, scope: 'openid', state: 's', nonce: 'n', login_hint: '9990000018' })
    const visited = await hub.fetch(`${issuer}/authorize?${query}`, { redirect: 'manual' })
    const code = new URL(visited.headers.get('location')!).searchParams.get('code')!
    const fields = { grant_type: 'authorization_code', code, redirect_uri: redirect, client_assertion_type: ASSERTION_TYPE, client_assertion: await clientAssertion(hub.environment, `${issuer}/token`) }
    const body = (await (await hub.fetch(`${issuer}/token`, formPost(fields))).json()) as Record<string, unknown>
    assert.equal(body['expires_in'], 300)
  })
})

describe('trap 2: the status does not say what the body is', () => {
  test('200 with an OperationOutcome: PDS found too many', () => {
    const found = refusals(services.pds).find(({ body }) => body.issue?.[0].details?.coding[0].code === 'TOO_MANY_MATCHES')
    assert.deepEqual([found?.status, found?.body.resourceType, found?.body.issue[0].severity], [200, 'OperationOutcome', 'information'])
  })

  test('400 with a Bundle: EPS cannot cancel what is cancelled', async () => {
    const eps = epsWorld()
    const message = order({ environment: eps.environment })
    assert.equal((await eps.send(message)).answer.status, 200)
    const cancel = () => eps.post('$process-message', JSON.stringify(cancellation(message)))
    assert.equal((await cancel()).status, 200)
    const again = await cancel()
    assert.deepEqual([again.status, again.body.resourceType], [400, 'Bundle'])
  })
})

describe('trap 3: the header of a version', () => {
  test('is If-Match with a weak tag for PDS, and E-Tag does not do', async () => {
    const { put, call, get } = pds()
    const { nhsNumber } = put(joan())
    const tag = (await get(`/Patient/${nhsNumber}`)).headers.get('etag')!
    const send = (headers: Record<string, string>) => call('PATCH', `/Patient/${nhsNumber}`, { headers: { 'content-type': 'application/json-patch+json', ...headers }, body: { patches: [{ op: 'replace', path: '/gender', value: 'male' }] } })
    assert.equal((await send({ 'e-tag': tag.slice(3, -1) })).status, 412)
    assert.equal((await send({ 'if-match': tag.slice(3, -1) })).status, 412)
    assert.equal((await send({ 'if-match': tag })).status, 200)
  })

  test('is E-Tag with a bare number for immunisations, and If-Match does not do', async () => {
    const { call, event, record } = startImmunisation()
    const id = await record()
    const { body } = await call('GET', `/Immunization/${id}`)
    const changed = { ...event(), id, identifier: body.identifier }
    assert.equal((await call('PUT', `/Immunization/${id}`, changed, { 'if-match': 'W/"1"' })).status, 400)
    assert.equal((await call('PUT', `/Immunization/${id}`, changed, { 'e-tag': '1' })).status, 200)
  })
})

test('trap 4: code systems of errors differ in case and path', () => {
  assert.deepEqual(systemsOf(services.pds), ['https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode'])
  assert.ok(systemsOf(services.nrl).includes('https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode'))
  // Refusals of the proxy itself are in a system of HL7.
  assert.deepEqual(systemsOf(services.bars), ['https://fhir.nhs.uk/Codesystem/http-error-codes', 'http://hl7.org/fhir/ValueSet/operation-outcome'])
  assert.deepEqual(systemsOf(services.immunisation), ['https://fhir.nhs.uk/Codesystem/http-error-codes'])
  assert.deepEqual(systemsOf(services['eps-tracker']), ['https://fhir.nhs.uk/CodeSystem/http-error-codes'])
})

test('trap 5: who is not let in is told so in one of three families of bodies', async () => {
  const refused = async (service: AnyService, path: string) => {
    const hub = inProcess([service])
    const response = await hub.fetch(`${hub.baseUrl}${service.basePath}${path}`, { headers: { authorization: 'Bearer nobody', 'x-request-id': crypto.randomUUID() } })
    assert.equal(response.status, 401, service.key)
    return (await response.json()) as { resourceType?: string; fault?: { faultstring: unknown }; errors?: { code: string }[] }
  }
  assert.equal(typeof (await refused(services.mns, '/subscriptions')).fault?.faultstring, 'string')
  assert.equal((await refused(services.pds, '/Patient/9990000018')).resourceType, 'OperationOutcome')
  assert.equal((await refused(services['nhs-notify'], '/v1/messages/1')).errors?.[0]?.code, 'CM_DENIED')
})

test('trap 6: unusual statuses', () => {
  const gives = (service: AnyService, status: number) => assert.ok(errorReplies(service).some((reply) => reply.status === status), `${service.key}: ${status}`)
  gives(services.scr, 420)
  gives(services.ers, 423)
  gives(services['nhs-notify'], 425)
  gives(services.mesh, 417)
  // 461 (too late to cancel) is the GP system's to answer: steps/patient-appointments.steps.ts asks for it.
})

test('trap 7: published data with faults are known for what they are', { skip: withoutSpecs }, () => {
  assert.throws(() => JSON.parse(readSpec('bars/examples-1.4.0/document_reference/GET-success.json')), SyntaxError)
  assert.match(readSpec('sds-fhir/examples/DeviceBundle.json'), /"\$ref"/)
})
