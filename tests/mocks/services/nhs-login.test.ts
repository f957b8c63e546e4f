import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { ID_TOKEN_FLAWS } from '../../../mocks/kit/oidc/id-token-flaws.ts'
import { service } from '../../../mocks/services/nhs-login/service.ts'
import { ASSERTION_TYPE, clientAssertion, formPost, jwks } from './onboarded.ts'

const CLIENT = 'gp-online'
const REDIRECT = 'https://gp.example/patient/callback'
const P9 = '9990000018'
const P5 = '9990000026'
const P0 = '9990000034'

function setUp() {
  const hub = inProcess([service])
  const { environment } = hub
  const state = environment.stateOf(service)
  service.controls.registerClient(state, { clientId: CLIENT, redirectUris: [REDIRECT], jwks })
  service.controls.addCitizen(state, { nhsNumber: P9, family: 'Achebe', given: 'Ngozi', email: 'Ngozi@example.org', practice: 'A99901' }, environment)
  service.controls.addCitizen(state, { nhsNumber: P5, proofing: 'P5' }, environment)
  service.controls.addCitizen(state, { nhsNumber: P0, proofing: 'P0' }, environment)
  const issuer = hub.baseUrl + service.basePath
  const request = (changes: Record<string, string | undefined> = {}) => {
    const all = { response_type: 'code', client_id: CLIENT, redirect_uri: REDIRECT, scope: 'openid profile email', state: 's-1', nonce: 'n-1', ...changes }
    return `${issuer}/authorize?${new URLSearchParams(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))}`
  }
  const visit = async (url: string, init: RequestInit = {}) => {
    const response = await hub.fetch(url, { redirect: 'manual', ...init })
    const location = response.headers.get('location')
    return { status: response.status, page: await response.text(), cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', back: location ? new URL(location).searchParams : new URLSearchParams() }
  }
  const codeFor = async (user: string, changes: Record<string, string | undefined> = {}) => (await visit(request({ login_hint: user, ...changes }))).back.get('code')!
  const token = async (fields: Record<string, string>) => {
    const response = await hub.fetch(`${issuer}/token`, formPost(fields))
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, string> }
  }
  const assertion = (parts?: Parameters<typeof clientAssertion>[2]) => clientAssertion(environment, `${issuer}/token`, parts, CLIENT)
  const redeem = async (code: string, changes: Record<string, string> = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, client_assertion_type: ASSERTION_TYPE, client_assertion: await assertion(), ...changes })
  const userinfo = async (accessToken: string, init: RequestInit = {}) => hub.fetch(`${issuer}/userinfo`, { ...init, headers: { authorization: `Bearer ${accessToken}` } })
  const verify = async (idToken: string, audience = CLIENT) => {
    const keys = (await (await hub.fetch(`${issuer}/.well-known/jwks.json`)).json()) as JSONWebKeySet
    return jwtVerify(idToken, createLocalJWKSet(keys), { issuer, audience, algorithms: ['RS512'], currentDate: new Date(environment.clock.now()) })
  }
  return { ...hub, state, issuer, request, visit, codeFor, token, assertion, redeem, userinfo, verify }
}

test('a whole log-in: page, code, RS512 tokens, userinfo', async () => {
  const { request, visit, redeem, userinfo, verify, issuer, environment } = setUp()
  const first = await visit(request())
  assert.match(first.page, /<label for="username">Email address or NHS number/)
  const { back } = await visit(request(), formPost({ username: 'ngozi@EXAMPLE.org' }))
  const { status, headers, body } = await redeem(back.get('code')!)
  assert.equal(status, 200)
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.equal(body['expires_in'], 300, 'numbers are numbers here')
  const { payload, protectedHeader } = await verify(body['id_token']!)
  assert.equal(protectedHeader.alg, 'RS512')
  assert.equal(payload['nhs_number'], P9)
  assert.equal(payload['identity_proofing_level'], 'P9')
  assert.equal(payload['vot'], 'P9.Cp.Cd')
  assert.equal(payload['nonce'], 'n-1')
  assert.equal(payload['family_name'], 'Achebe')
  assert.equal(payload['given_name'], undefined, 'needs profile_extended')
  assert.equal(decodeJwt(body['access_token']!)['requesting_patient'], P9)
  const user = (await (await userinfo(body['access_token']!)).json()) as Record<string, unknown>
  assert.deepEqual(user, {
    iss: issuer,
    sub: payload.sub,
    aud: CLIENT,
    nhs_number: P9,
    family_name: 'Achebe',
    birthdate: '1968-02-12',
    identity_proofing_level: 'P9',
    email: 'Ngozi@example.org',
    email_verified: true,
  })
  assert.equal(environment.journal.read({ operation: 'userinfo' })[0]?.subject, P9)
})

test('a vector of trust decides who comes in', async () => {
  const { visit, request } = setUp()
  const outcome = async (user: string, vtr?: string[]) => {
    const { back } = await visit(request({ login_hint: user, ...(vtr && { vtr: JSON.stringify(vtr) }) }))
    return back.get('error') ?? 'in'
  }
  assert.equal(await outcome(P9), 'in')
  assert.equal(await outcome(P5), 'access_denied', 'P9 is the default')
  assert.equal(await outcome(P5, ['P5.Cp.Cd']), 'in')
  assert.equal(await outcome(P9, ['P5.Cp.Cd']), 'in')
  assert.equal(await outcome(P0, ['P9.Cp.Cd', 'P0.Cp']), 'in', 'one entry suffices')
  assert.equal(await outcome(P9, ['P9.Cm']), 'access_denied', 'a credential nobody here has')
  assert.equal(await outcome(P9, ['P7.Cp']), 'invalid_request')
  assert.equal((await visit(request({ vtr: 'P9.Cp.Cd' }))).back.get('error'), 'invalid_request', 'not a JSON array')
  assert.match((await visit(request(), formPost({ username: P5 }))).page, /prove who you are/)
})

test('a person without a proven identity has no NHS number', async () => {
  const { codeFor, redeem, verify, userinfo } = setUp()
  const { body } = await redeem(await codeFor(P0, { vtr: '["P0.Cp"]' }))
  const { payload } = await verify(body['id_token']!)
  assert.equal(payload['vot'], 'P0.Cp')
  assert.equal(payload['identity_proofing_level'], 'P0')
  assert.ok(!('nhs_number' in payload) && !('birthdate' in payload))
  const user = (await (await userinfo(body['access_token']!)).json()) as object
  assert.ok(!('nhs_number' in user))
})

test('what is wrong with a request goes back to the client; state and nonce are mandatory', async () => {
  const { visit, request, environment } = setUp()
  const error = async (changes: Record<string, string | undefined>) => (await visit(request(changes))).back.get('error')
  assert.equal((await visit(request({ redirect_uri: 'https://thief.example/' }))).status, 400)
  assert.equal(await error({ state: undefined }), 'invalid_request')
  assert.equal(await error({ nonce: undefined }), 'invalid_request')
  assert.equal(await error({ response_type: 'id_token' }), 'unsupported_response_type')
  assert.equal(await error({ scope: 'email' }), 'invalid_scope')
  assert.equal(await error({ scope: 'openid profile basic_demographics' }), 'invalid_scope')
  assert.equal(await error({ scope: 'openid gp_integration_credentials' }), 'invalid_scope')
  assert.equal(await error({ prompt: 'none' }), 'login_required')
  assert.ok((await visit(request({ scope: 'openid made_up', login_hint: P9 }))).back.get('code'), 'unknown scopes are ignored')
  await visit(request({ max_age: '60', login_hint: P9 }))
  assert.equal(environment.journal.read().at(-1)?.violations[0]?.rule, 'nhs-login-unsupported-parameter')
})

test('GP integration credentials are for IM1 clients and proven identities', async () => {
  const { state, codeFor, redeem, userinfo } = setUp()
  service.controls.registerClient(state, { clientId: CLIENT, redirectUris: [REDIRECT], jwks, im1: true })
  const { body } = await redeem(await codeFor(P9, { scope: 'openid gp_integration_credentials gp_registration_details' }))
  const user = (await (await userinfo(body['access_token']!)).json()) as Record<string, Record<string, string>>
  assert.equal(user['gp_integration_credentials']?.['gp_ods_code'], 'A99901')
  assert.deepEqual(user['gp_registration_details'], { gp_ods_code: 'A99901' })
})

test('every token error is a 400; only RS512 assertions, no secrets, no replay', async () => {
  const { codeFor, redeem, token, assertion, state } = setUp()
  const code = await codeFor(P9)
  const attempt = async (changes: Record<string, string>) => {
    const { status, body } = await redeem(code, changes)
    return `${status} ${body['error']}`
  }
  assert.equal(await attempt({ grant_type: 'client_credentials' }), '400 unsupported_grant_type')
  assert.equal(await attempt({ client_assertion: await assertion({ header: { alg: 'RS256' } }) }), '400 invalid_client')
  assert.equal(await attempt({ client_assertion: await assertion({ claims: { aud: 'https://auth.login.nhs.uk/token' } }) }), '400 invalid_client')
  assert.equal(await attempt({ redirect_uri: 'https://gp.example/other' }), '400 invalid_grant')
  assert.equal((await token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, client_id: CLIENT, client_secret: 'x' })).body['error'], 'invalid_client')
  assert.equal((await redeem(code)).status, 200)
  assert.equal(await attempt({}), '400 invalid_grant')
  assert.throws(() => service.controls.registerClient(state, { clientId: 'x', redirectUris: [REDIRECT], secret: 's' }), /private_key_jwt only/)
})

test('a refresh token renews the access token, but gives no ID token', async () => {
  const { codeFor, redeem, token, assertion, userinfo, environment } = setUp()
  const { body } = await redeem(await codeFor(P9))
  environment.clock.advance(301_000)
  const expired = await userinfo(body['access_token']!)
  assert.equal(expired.status, 401)
  assert.equal(expired.headers.get('www-authenticate'), 'error="invalid_token", error_description="The access token expired"')
  const fields = async (changes: Record<string, string> = {}) => ({ grant_type: 'refresh_token', refresh_token: body['refresh_token']!, client_assertion_type: ASSERTION_TYPE, client_assertion: await assertion(), ...changes })
  const renewed = await token(await fields())
  assert.deepEqual(Object.keys(renewed.body), ['access_token', 'token_type', 'expires_in'])
  assert.equal((await userinfo(renewed.body['access_token']!)).status, 200)
  assert.equal((await token(await fields({ scope: 'openid phone' }))).body['error'], 'invalid_scope')
})

test('a client keeps a note with the account', async () => {
  const { codeFor, redeem, userinfo } = setUp()
  const patch = (value: unknown): RequestInit => ({ method: 'PATCH', body: JSON.stringify({ client_user_metadata: value }) })
  const without = (await redeem(await codeFor(P9))).body['access_token']!
  assert.equal((await userinfo(without, patch('x'))).status, 403)
  const accessToken = (await redeem(await codeFor(P9, { scope: 'openid client_metadata' }))).body['access_token']!
  const read = async () => ((await (await userinfo(accessToken)).json()) as Record<string, unknown>)['client_user_metadata']
  assert.equal((await userinfo(accessToken, patch('a note'))).status, 204)
  assert.equal(await read(), 'a note')
  assert.equal((await userinfo(accessToken, patch('x'.repeat(1025)))).status, 400)
  assert.equal((await userinfo(accessToken, patch(''))).status, 204)
  assert.equal(await read(), undefined)
})

test('the NHS App calls with a minted token that verifies, and with every kind that does not', async () => {
  const { state, environment, verify } = setUp()
  const mint = async (args: Partial<Parameters<typeof service.controls.mintIdToken>[1]> = {}) =>
    (await service.controls.mintIdToken(state, { nhsNumber: P9, audience: 'the-gp-system', ...args }, environment)).idToken
  const good = await mint()
  assert.equal((await verify(good, 'the-gp-system')).payload['nhs_number'], P9)
  assert.ok(decodeProtectedHeader(good).kid)
  const weaker = (await verify(await mint({ proofing: 'P5' }), 'the-gp-system')).payload
  assert.equal(`${weaker['identity_proofing_level']} ${weaker['vot']}`, 'P5 P5.Cp.Cd')
  const proxy = (await verify(await mint({ nhsNumber: P5, actor: P9 }), 'the-gp-system')).payload
  assert.equal(decodeJwt((proxy['act'] as { sub: string }).sub)['nhs_number'], P9)
  assert.ok(!('nhs_number' in (await verify(await mint({ claims: { nhs_number: null } }), 'the-gp-system')).payload))
  const noticed = ID_TOKEN_FLAWS.filter((flaw) => !flaw.includes('nonce') && flaw !== 'weak-assurance')
  for (const flaw of noticed) await assert.rejects(verify(await mint({ flaw }), 'the-gp-system'), flaw)
  await assert.rejects(mint({ nhsNumber: '9990000999' }), /Add them with addCitizen first/)
})

test('tokens of one environment do not verify as those of another', async () => {
  const one = setUp()
  const { idToken } = await service.controls.mintIdToken(one.state, { nhsNumber: P9, audience: CLIENT, issuer: 'https://hub.test/e/other/nhs-login' }, one.environment)
  await assert.rejects(one.verify(idToken), /iss/)
})
