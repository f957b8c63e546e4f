import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { seedWorld } from '../../../mocks/seed.ts'
import { service as cis2 } from '../../../mocks/services/cis2/service.ts'
import { service as nhsLogin } from '../../../mocks/services/nhs-login/service.ts'
import { service } from '../../../mocks/services/oauth2/service.ts'
import { APPLICATION, ASSERTION_TYPE, clientAssertion, formPost, registerApplication, stranger } from './onboarded.ts'

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token'

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

test('a jti works once per application, and is used up even by a bad signature', async () => {
  const { post, assertion, environment } = setUp()
  const send = (token: string) => post({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: token })
  const good = await assertion({ claims: { jti: 'once' } })
  assert.equal((await send(good)).status, 200)
  assert.match((await send(good)).body['error_description']!, /^Non-unique 'jti'/)
  await send(await assertion({ claims: { jti: 'burnt' }, key: stranger }))
  assert.match((await send(await assertion({ claims: { jti: 'burnt' } }))).body['error_description']!, /^Non-unique 'jti'/)
  await send(await assertion({ claims: { jti: 'early', exp: 1 } }))
  assert.equal((await send(await assertion({ claims: { jti: 'early' } }))).status, 200, 'a JWT that fails a check of its claims does not use its jti up')
  environment.clock.advance(31 * 24 * 3600_000)
  assert.equal((await send(await assertion({ claims: { jti: 'once' } }))).status, 200, 'forgotten after 30 days')
})

test('the platform takes 10 seconds more than five minutes, but no expired second', async () => {
  const { byAssertion, environment } = setUp()
  environment.clock.set(1_800_000_000_000)
  const seconds = 1_800_000_000
  assert.equal((await byAssertion({ claims: { exp: seconds + 309 } })).status, 200)
  assert.equal((await byAssertion({ claims: { exp: seconds + 312 } })).status, 400)
  assert.equal((await byAssertion({ claims: { exp: seconds - 1 } })).status, 400)
})

test('the content type must be exactly the one, and comes before everything else', async () => {
  const { fetch, tokenUrl } = setUp()
  const { body: text } = formPost({ grant_type: 'client_credentials' })
  for (const type of ['application/x-www-form-urlencoded;charset=UTF-8', 'application/json']) {
    const response = await fetch(tokenUrl, { method: 'POST', headers: { 'content-type': type }, body: text! })
    assert.equal(response.status, 415)
    assert.equal(((await response.json()) as Record<string, string>)['error_description'], 'Content-Type header must be application/x-www-form-urlencoded')
  }
})

const wrongGrants: [Record<string, string>, number, string, string][] = [
  [{}, 400, 'invalid_request', 'grant_type is missing'],
  [{ grant_type: 'password' }, 400, 'unsupported_grant_type', 'grant_type is invalid'],
  [{ grant_type: TOKEN_EXCHANGE }, 400, 'invalid_request', "missing or invalid subject_token_type - must be 'urn:ietf:params:oauth:token-type:id_token'"],
  [{ grant_type: 'client_credentials' }, 400, 'invalid_request', "Missing or invalid client_assertion_type - must be 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'"],
  [{ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE }, 400, 'invalid_request', 'Missing client_assertion'],
  [{ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: 'rubbish' }, 400, 'invalid_request', 'Malformed JWT in client_assertion'],
  [{ grant_type: 'client_credentials', subject_token_type: ID_TOKEN, client_assertion_type: ASSERTION_TYPE }, 400, 'invalid_request', 'grant_type is invalid'],
  [{ subject_token_type: ID_TOKEN, client_assertion_type: ASSERTION_TYPE }, 400, 'invalid_request', 'grant_type is invalid'],
]
for (const [fields, status, error, description] of wrongGrants) {
  test(`a token request is refused: ${JSON.stringify(fields).slice(0, 100)}`, async () => {
    const { body, ...answer } = await setUp().post(fields)
    assert.deepEqual([answer.status, body['error'], body['error_description']], [status, error, description])
  })
}

test('an application without a registered key, or without a product, is told so', async () => {
  const { byAssertion, environment } = setUp()
  environment.identity.applications.set(APPLICATION.id, { ...APPLICATION, jwks: undefined })
  const unregistered = await byAssertion()
  assert.deepEqual([unregistered.status, unregistered.body['error']], [403, 'public_key error'])
  registerApplication(environment, ['urn:nhsd:apim:user-nhs-cis2:aal3:pds'])
  const unsubscribed = await byAssertion()
  assert.deepEqual([unsubscribed.status, unsubscribed.body['error']], [401, 'unauthorized_client'])
})

test('other verbs and paths are answered as the proxy answers them', async () => {
  const { fetch, tokenUrl, baseUrl } = setUp()
  const get = await fetch(tokenUrl)
  assert.deepEqual([get.status, get.headers.get('allow'), await get.text()], [405, 'POST', ''])
  const elsewhere = await fetch(`${baseUrl}/oauth2/tokens`)
  assert.equal(elsewhere.status, 404)
  assert.equal(((await elsewhere.json()) as Record<string, string>)['error_description'], 'Not Found')
  assert.equal((await fetch(`${baseUrl}/oauth2/_ping`)).status, 200)
  assert.equal((await fetch(`${baseUrl}/oauth2/_status`)).status, 401)
  const status = await fetch(`${baseUrl}/oauth2/_status`, { headers: { apikey: 'assay-monitoring' } })
  assert.equal(((await status.json()) as Record<string, string>)['status'], 'pass')
})

test('a caller may shorten the life of a token, never lengthen it', async () => {
  const { post, assertion } = setUp()
  const expiresIn = async (ms: string) =>
    (await post({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: await assertion(), _access_token_expiry_ms: ms })).body['expires_in']
  assert.equal(await expiresIn('100000'), '99')
  assert.equal(await expiresIn('700000'), '599')
  assert.equal(await expiresIn('soon'), '599')
})

/** Exchanges an ID token, with the platform's own form. */
async function exchange({ post, assertion }: ReturnType<typeof setUp>, idToken: string | undefined) {
  const fields = { grant_type: TOKEN_EXCHANGE, subject_token_type: ID_TOKEN, client_assertion_type: ASSERTION_TYPE, client_assertion: await assertion() }
  return post({ ...fields, ...(idToken !== undefined && { subject_token: idToken }) })
}

const GP = '555254239107'
const RECEPTIONIST = '555254239511'
const PATIENT = '9990000018'
const PROXY = '9990000026'

function withPeople(scopes?: string[]) {
  const hub = setUp(scopes)
  const { environment } = hub
  seedWorld(environment)
  for (const nhsNumber of [PATIENT, PROXY]) nhsLogin.controls.addCitizen(environment.stateOf(nhsLogin), { nhsNumber }, environment)
  const cis2Token = async (args: Partial<Parameters<typeof cis2.controls.mintIdToken>[1]> = {}) =>
    (await cis2.controls.mintIdToken(environment.stateOf(cis2), { userId: GP, audience: 'gp-at-cis2', ...args }, environment)).idToken
  const nhsToken = async (args: Partial<Parameters<typeof nhsLogin.controls.mintIdToken>[1]> = {}) =>
    (await nhsLogin.controls.mintIdToken(environment.stateOf(nhsLogin), { nhsNumber: PATIENT, audience: 'gp-at-nhs-login', ...args }, environment)).idToken
  const grantOf = (body: Record<string, string>) => environment.identity.tokens.get(body['access_token']!)
  return { ...hub, cis2Token, nhsToken, grantOf }
}

test('an ID token of CIS2 is exchanged for a token of the worker, with roles and level', async () => {
  const hub = withPeople()
  const { status, body } = await exchange(hub, await hub.cis2Token({ selectedRoleId: '555254240100' }))
  assert.equal(status, 200)
  assert.deepEqual(
    { ...body, access_token: '', refresh_token: '' },
    {
      access_token: '',
      expires_in: '599',
      token_type: 'Bearer',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      refresh_token: '',
      refresh_token_expires_in: '43199',
      refresh_count: '0',
    },
  )
  const grant = hub.grantOf(body)
  assert.equal(grant?.kind, 'healthcare-worker')
  assert.deepEqual([grant.userId, grant.aal, grant.selectedRoleId, grant.roles.length], [GP, 3, '555254240100', 1])
})

test('an ID token of NHS login is exchanged for a token of the patient, or of who acts for them', async () => {
  const hub = withPeople()
  const { body } = await exchange(hub, await hub.nhsToken())
  assert.equal(body['refresh_token_expires_in'], '3599')
  const own = hub.grantOf(body)
  assert.deepEqual(own?.kind === 'patient' && [own.nhsNumber, own.proofing, own.actingFor], [PATIENT, 'P9', undefined])
  const acting = hub.grantOf((await exchange(hub, await hub.nhsToken({ actor: PROXY }))).body)
  assert.deepEqual(acting?.kind === 'patient' && [acting.nhsNumber, acting.actingFor], [PROXY, PATIENT])
  assert.equal(hub.environment.journal.read().at(-1)?.subject, PATIENT)
})

const wrongSubjects: [string, (hub: ReturnType<typeof withPeople>) => Promise<string | undefined>, number, string][] = [
  ['absent', async () => undefined, 400, 'Missing subject_token'],
  ['no JWT', async () => 'rubbish', 400, 'Malformed JWT in subject_token'],
  ['expired', (hub) => hub.cis2Token({ flaw: 'expired' }), 400, "Invalid 'exp' claim in subject_token JWT - JWT has expired"],
  ['without exp', (hub) => hub.cis2Token({ claims: { exp: null } }), 400, "Missing 'exp' claim in subject_token JWT"],
  ['with exp as a string', (hub) => hub.cis2Token({ claims: { exp: '9999999999' } }), 400, "Invalid 'exp' claim in subject_token JWT - must be an integer"],
  ['without iss', (hub) => hub.cis2Token({ claims: { iss: null } }), 400, "Missing 'iss' claim in subject_token JWT"],
  ['without aud', (hub) => hub.cis2Token({ claims: { aud: null } }), 401, "Missing 'aud' claim in subject_token JWT"],
  ['from elsewhere', (hub) => hub.cis2Token({ flaw: 'wrong-issuer' }), 400, "Missing or non-matching 'iss' claim in subject_token JWT"],
  ['of another environment', (hub) => hub.cis2Token({ issuer: `https://hub.test/e/other${cis2.basePath}` }), 400, "Missing or non-matching 'iss' claim in subject_token JWT"],
  ['with an unknown key', (hub) => hub.cis2Token({ flaw: 'unknown-key' }), 401, "Invalid 'kid' header in subject_token JWT - no matching public key"],
  ['with a forged signature', (hub) => hub.cis2Token({ flaw: 'wrong-signature' }), 401, 'JWT signature verification failed'],
  ['tampered with', (hub) => hub.nhsToken({ flaw: 'tampered' }), 401, 'JWT signature verification failed'],
  ['signed by NHS login in the name of CIS2', (hub) => hub.nhsToken({ issuer: hub.baseUrl + cis2.basePath }), 401, "Invalid 'kid' header in subject_token JWT - no matching public key"],
]
for (const [name, tokenOf, status, description] of wrongSubjects) {
  test(`a subject token is refused: ${name}`, async () => {
    const hub = withPeople()
    const answer = await exchange(hub, await tokenOf(hub))
    assert.deepEqual([answer.status, answer.body['error_description']], [status, description])
    assert.equal(hub.environment.identity.tokens.size, 0)
  })
}

test('an unsigned subject token earns nothing', async () => {
  const hub = withPeople()
  for (const flaw of ['alg-none', 'hmac-public-key'] as const) assert.equal((await exchange(hub, await hub.cis2Token({ flaw }))).status, 401)
  assert.equal(hub.environment.identity.tokens.size, 0)
})

test('the products of an application decide which levels of assurance may in', async () => {
  const hub = withPeople(['urn:nhsd:apim:user-nhs-cis2:aal3:eps', 'urn:nhsd:apim:user-nhs-login:P9:pds'])
  const outcome = async (token: string) => {
    const { status, body } = await exchange(hub, token)
    return status === 200 ? 'in' : body['error']
  }
  assert.equal(await outcome(await hub.cis2Token()), 'in')
  assert.equal(await outcome(await hub.cis2Token({ userId: '555254239309' })), 'unauthorized_client', 'AAL2')
  assert.equal(await outcome(await hub.nhsToken()), 'in')
  assert.equal(await outcome(await hub.nhsToken({ proofing: 'P5' })), 'unauthorized_client')
  assert.equal(await outcome(await hub.nhsToken({ claims: { identity_proofing_level: null } })), 'unknown_error', 'scope profile was not asked for')
})

test('an actor token is checked for its form; its signature only noted, as the platform does not look at it', async () => {
  const hub = withPeople()
  const withAct = async (sub: string) => exchange(hub, await hub.nhsToken({ claims: { act: { sub } } }))
  const missing = await withAct(await hub.nhsToken({ nhsNumber: PROXY, claims: { nhs_number: null } }))
  assert.deepEqual([missing.status, missing.body['error_description']], [400, "Missing 'nhs_number' claim in act.sub JWT"])
  assert.equal((await withAct(await hub.nhsToken({ nhsNumber: PROXY, flaw: 'wrong-signature' }))).status, 200)
  assert.equal(hub.environment.journal.read().at(-1)?.violations[0]?.rule, 'oauth2-act-signature')
})

test('refreshing counts up, uses the old token up, and ends with the sign-in twelve hours later', async () => {
  const hub = withPeople()
  const { environment, post } = hub
  const credentials = { grant_type: 'refresh_token', client_id: APPLICATION.id, client_secret: APPLICATION.secret }
  let { body } = await exchange(hub, await hub.cis2Token())
  const first = body['refresh_token']!
  environment.clock.advance(3600_000)
  const second = await post({ ...credentials, refresh_token: first })
  assert.deepEqual(Object.keys(second.body), ['access_token', 'expires_in', 'token_type', 'refresh_token', 'refresh_token_expires_in', 'refresh_count'])
  assert.deepEqual([second.body['refresh_count'], second.body['refresh_token_expires_in']], ['1', '39599'])
  assert.equal(hub.grantOf(second.body)?.kind, 'healthcare-worker')
  const again = await post({ ...credentials, refresh_token: first })
  assert.deepEqual([again.status, again.body['error'], again.body['error_description']], [401, 'invalid_grant', 'refresh_token is invalid'])
  environment.clock.advance(11 * 3600_000)
  const late = await post({ ...credentials, refresh_token: second.body['refresh_token']! })
  assert.deepEqual([late.status, late.body['error_description']], [401, 'refresh token refresh period has expired'])

  const error = async (changes: Record<string, string>) => (await post({ grant_type: 'refresh_token', ...changes })).body['error_description']
  assert.equal(await error({}), 'client_id is missing')
  assert.equal(await error({ client_id: 'nobody' }), 'client_id or client_secret is invalid')
  assert.equal(await error({ client_id: APPLICATION.id }), 'client_secret is missing')
  assert.equal(await error({ client_id: APPLICATION.id, client_secret: 'wrong' }), 'client_id or client_secret is invalid')
  assert.equal(await error(credentials), 'refresh_token is missing')
  ;({ body } = await exchange(hub, await hub.cis2Token()))
  assert.equal(await error({ ...credentials, refresh_token: body['refresh_token']!, _refresh_tokens_validity_ms: '0' }), 'refresh token refresh period has expired')
})

test('combined authentication: the platform signs the user in through CIS2, and a logout there ends its tokens', async () => {
  const { environment, baseUrl, fetch } = inProcess([service, cis2])
  seedWorld(environment)
  registerApplication(environment)
  environment.stateOf(cis2)
  const go = async (url: string) => (await fetch(url, { redirect: 'manual' })).headers.get('location')!
  const start = `${baseUrl}/oauth2/authorize?${new URLSearchParams({ client_id: APPLICATION.id, redirect_uri: APPLICATION.redirectUris[0]!, response_type: 'code', state: 'mine' })}`
  const toCis2 = await go(start)
  assert.equal(new URL(toCis2).searchParams.get('acr_values'), 'AAL3_ANY')
  const toPlatform = await go(`${toCis2}&login_hint=amara.nwosu`)
  const home = new URL(await go(toPlatform))
  assert.equal(home.searchParams.get('state'), 'mine')
  assert.equal((await fetch(toPlatform, { redirect: 'manual' })).status, 400, 'a state works once')

  const post = async (path: string, fields: Record<string, string>) => (await fetch(`${baseUrl}/oauth2/${path}`, formPost(fields))).json() as Promise<Record<string, string>>
  const credentials = { client_id: APPLICATION.id, client_secret: APPLICATION.secret }
  const redeem = { ...credentials, grant_type: 'authorization_code', code: home.searchParams.get('code')!, redirect_uri: APPLICATION.redirectUris[0]! }
  const body = await post('token', redeem)
  assert.deepEqual([body['expires_in'], body['refresh_token_expires_in'], body['refresh_count']], ['599', '43199', '0'])
  assert.equal((await post('token', redeem))['error_description'], 'authorization_code is invalid')
  assert.equal((await post('token', { ...redeem, redirect_uri: 'https://thief.example' }))['error_description'], 'redirect_uri is invalid')

  const userinfo = async (accessToken: string) => fetch(`${baseUrl}/oauth2/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } })
  const user = (await (await userinfo(body['access_token']!)).json()) as Record<string, unknown>
  assert.equal(user['nhsid_useruid'], GP)
  const other = service.controls.issueToken(environment.stateOf(service), { kind: 'healthcare-worker', userId: GP }, environment)
  assert.match(((await (await userinfo(other.accessToken)).json()) as Record<string, string>)['error_description']!, /^The Userinfo endpoint is only supported for Combined Auth/)

  const [delivery] = await cis2.controls.logOut(environment.stateOf(cis2), { userId: GP }, environment)
  assert.equal(delivery?.clientId, 'api-platform.apps.national')
  const told = await post('backchannel_logout', { logout_token: delivery.logoutToken })
  assert.deepEqual(told, { success: true })
  assert.equal((await userinfo(body['access_token']!)).status, 401)
  assert.equal((await post('token', { ...credentials, grant_type: 'refresh_token', refresh_token: body['refresh_token']! }))['error_description'], 'refresh_token is invalid')
  assert.equal((await post('backchannel_logout', { logout_token: delivery.logoutToken }))['error_description'], 'SID not found')
  assert.equal((await post('backchannel_logout', { logout_token: 'rubbish' }))['error_description'], 'Malformed JWT in logout_token')
})

test('combined authentication through NHS login gives a patient token', async () => {
  const { environment, baseUrl, fetch } = inProcess([service, nhsLogin])
  registerApplication(environment)
  nhsLogin.controls.addCitizen(environment.stateOf(nhsLogin), { nhsNumber: PATIENT, proofing: 'P5' }, environment)
  const go = async (url: string) => (await fetch(url, { redirect: 'manual' })).headers.get('location')!
  const redirectUri = APPLICATION.redirectUris[0]!
  const toLogin = await go(`${baseUrl}/oauth2/authorize?${new URLSearchParams({ client_id: APPLICATION.id, redirect_uri: redirectUri, response_type: 'code', state: 's', scope: 'nhs-login' })}`)
  const home = new URL(await go(await go(`${toLogin}&login_hint=${PATIENT}`)))
  const response = await fetch(`${baseUrl}/oauth2/token`, formPost({ grant_type: 'authorization_code', client_id: APPLICATION.id, client_secret: APPLICATION.secret, code: home.searchParams.get('code')!, redirect_uri: redirectUri }))
  const body = (await response.json()) as Record<string, string>
  const grant = environment.identity.tokens.get(body['access_token']!)
  assert.equal(grant?.kind === 'patient' && grant.proofing, 'P5')
})

test('what is wrong with an authorize request is said as the proxy says it', async () => {
  const { fetch, baseUrl } = setUp()
  const redirectUri = APPLICATION.redirectUris[0]!
  const attempt = async (parameters: Record<string, string>) => {
    const response = await fetch(`${baseUrl}/oauth2/authorize?${new URLSearchParams(parameters)}`, { redirect: 'manual' })
    return response.headers.get('location') ?? `${response.status} ${((await response.json()) as Record<string, string>)['error_description']}`
  }
  const client = { client_id: APPLICATION.id }
  assert.equal(await attempt({}), '401 client_id is missing')
  assert.equal(await attempt({ client_id: 'nobody' }), '401 client_id is invalid')
  assert.equal(await attempt(client), '400 redirect_uri is missing')
  assert.equal(await attempt({ ...client, redirect_uri: 'https://thief.example' }), '400 redirect_uri is invalid')
  const known = { ...client, redirect_uri: redirectUri }
  assert.equal(await attempt(known), `${redirectUri}?error=invalid_request&error_description=state is missing`)
  assert.equal(await attempt({ ...known, state: 's' }), `${redirectUri}?error=invalid_request&error_description=response_type is missing&state=s`)
  assert.equal(await attempt({ ...known, state: 's', response_type: 'token' }), `${redirectUri}?error=unsupported_response_type&error_description=response_type is invalid&state=s`)
})

test('scenarios issue, expire and revoke tokens from outside', async () => {
  const { environment, state } = withPeople()
  const { controls } = service
  const worker = controls.issueToken(state, { kind: 'healthcare-worker', userId: RECEPTIONIST }, environment)
  const patient = controls.issueToken(state, { kind: 'patient', nhsNumber: PATIENT, expiresInSeconds: 30 }, environment)
  controls.issueToken(state, {}, environment)
  assert.equal(controls.grants(state, {}, environment).length, 3)
  assert.equal(patient.expiresAt - environment.clock.now() <= 30_000, true)
  assert.deepEqual(controls.expireTokens(state, { userId: RECEPTIONIST }, environment), { expired: 1 })
  assert.ok(environment.identity.tokens.get(worker.accessToken)!.expiresAt <= environment.clock.now())
  assert.deepEqual(controls.revoke(state, { nhsNumber: PATIENT }, environment), { accessTokens: 1, refreshTokens: 0 })
  assert.equal(environment.identity.tokens.has(patient.accessToken), false)
  assert.deepEqual(controls.revoke(state, { applicationId: APPLICATION.id }, environment), { accessTokens: 2, refreshTokens: 0 })
  assert.throws(() => controls.issueToken(state, { kind: 'healthcare-worker', userId: 'nobody' }, environment), /nobody has the SDS user id nobody/)
})

test('a rate limit refuses with 429 until the stretch is over', async () => {
  const { byAssertion, environment, state } = setUp()
  service.controls.limitRate(state, { requests: 2, perMs: 1000 })
  assert.deepEqual([(await byAssertion()).status, (await byAssertion()).status, (await byAssertion()).status], [200, 200, 429])
  environment.clock.advance(1000)
  assert.equal((await byAssertion()).status, 200)
})
