import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/oauth2/service.ts'
import { APPLICATION, ASSERTION_TYPE, clientAssertion, formPost, registerApplication, stranger } from './onboarded.ts'

function setUp(scopes?: string[]) {
  const hub = inProcess([service])
  registerApplication(hub.environment, scopes)
  const tokenUrl = `${hub.baseUrl}/oauth2/token`
  const post = async (fields: Record<string, string>, headers?: Record<string, string>) => {
    const response = await hub.fetch(tokenUrl, formPost(fields, headers))
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const assertion = (parts?: Parameters<typeof clientAssertion>[2]) => clientAssertion(hub.environment, tokenUrl, parts)
  const byAssertion = async (parts?: Parameters<typeof clientAssertion>[2]) =>
    post({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: await assertion(parts) })
  return { ...hub, tokenUrl, post, assertion, byAssertion, state: hub.environment.stateOf(service) }
}

test('a signed JWT earns an application token that the services know, with numbers as strings', async () => {
  const { byAssertion, environment } = setUp()
  const { status, body } = await byAssertion()
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), ['access_token', 'expires_in', 'token_type', 'issued_at'])
  assert.equal(body['expires_in'], '599')
  assert.equal(body['token_type'], 'Bearer')
  assert.match(body['issued_at']!, /^\d{13}$/)
  const grant = environment.identity.tokens.get(body['access_token']!)
  assert.equal(grant?.kind, 'application')
  assert.equal(grant.applicationId, APPLICATION.id)
  assert.equal(grant.expiresAt - grant.issuedAt, 600_000)
})

const nowSeconds = Math.floor(Date.now() / 1000)
const refusals: [string, Parameters<typeof clientAssertion>[2], number, string, string][] = [
  ['another algorithm', { header: { alg: 'RS256' } }, 400, 'invalid_request', "Invalid 'alg' header in client_assertion JWT - unsupported JWT algorithm - must be 'RS512'"],
  ['expired, before the missing kid is looked at', { claims: { exp: nowSeconds - 5 }, header: { kid: undefined } }, 400, 'invalid_request', "Invalid 'exp' claim in client_assertion JWT - JWT has expired"],
  ['no kid, before the wrong typ', { header: { kid: undefined, typ: 'at+jwt' } }, 400, 'invalid_request', "Missing 'kid' header in client_assertion JWT"],
  ['wrong typ', { header: { typ: 'at+jwt' } }, 400, 'invalid_request', "Invalid 'typ' header in client_assertion JWT - must be 'JWT'"],
  ['no exp', { claims: { exp: undefined } }, 400, 'invalid_request', "Missing 'exp' claim in client_assertion JWT"],
  ['exp as a string', { claims: { exp: String(nowSeconds + 100) } }, 400, 'invalid_request', "Invalid 'exp' claim in client_assertion JWT - must be an integer"],
  ['iss and sub differ', { claims: { iss: 'someone' } }, 400, 'invalid_request', "Missing or non-matching 'iss'/'sub' claims in client_assertion JWT"],
  ['no jti', { claims: { jti: undefined } }, 400, 'invalid_request', "Missing 'jti' claim in client_assertion JWT"],
  ['jti as a number', { claims: { jti: 42 } }, 400, 'invalid_request', "Invalid 'jti' claim in client_assertion JWT - must be a unique string value such as a GUID"],
  ['exp too far ahead', { claims: { exp: nowSeconds + 330 } }, 400, 'invalid_request', "Invalid 'exp' claim in client_assertion JWT - more than 5 minutes in future"],
  ['unknown API key', { claims: { iss: 'nobody', sub: 'nobody' } }, 401, 'invalid_request', "Invalid 'iss'/'sub' claims in client_assertion JWT"],
  ['unknown kid', { header: { kid: 'other' } }, 401, 'invalid_request', "Invalid 'kid' header in client_assertion JWT - no matching public key"],
  ['signed with another key', { key: stranger }, 401, 'public_key error', 'JWT signature verification failed'],
  ['meant for somebody else', { claims: { aud: 'https://int.api.service.nhs.uk/oauth2/token' } }, 401, 'invalid_request', "Missing or invalid 'aud' claim in client_assertion JWT"],
]
for (const [name, parts, status, error, description] of refusals) {
  test(`a client assertion is refused: ${name}`, async () => {
    const { byAssertion, environment } = setUp()
    const answer = await byAssertion(parts)
    assert.equal(answer.status, status)
    assert.deepEqual({ ...answer.body, message_id: '' }, { error, error_description: description, message_id: '' })
    assert.match(answer.body['message_id']!, /^rrt-\d+/)
    assert.equal(environment.identity.tokens.size, 0)
    assert.match(environment.journal.read()[0]!.violations[0]!.rule, /^oauth2-/)
  })
}
