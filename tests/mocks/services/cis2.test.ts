import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { ID_TOKEN_FLAWS } from '../../../mocks/kit/oidc/id-token-flaws.ts'
import { seedWorld } from '../../../mocks/seed.ts'
import { service } from '../../../mocks/services/cis2/service.ts'
import { ASSERTION_TYPE, clientAssertion, formPost, jwks, pkce } from './onboarded.ts'

const CLIENT = '969567331415.apps.national'
const REDIRECT = 'https://gp.example/sign-in/callback'

function setUp() {
  const hub = inProcess([service])
  seedWorld(hub.environment)
  const state = hub.environment.stateOf(service)
  service.controls.registerClient(state, { clientId: CLIENT, redirectUris: [REDIRECT], jwks })
  const issuer = hub.baseUrl + service.basePath
  const { verifier, challenge } = pkce()
  const request = (changes: Record<string, string | undefined> = {}) => {
    const all = {
      response_type: 'code',
      client_id: CLIENT,
      redirect_uri: REDIRECT,
      scope: 'openid profile nationalrbacaccess',
      state: 's-1',
      nonce: 'n-1',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      acr_values: 'AAL2_OR_AAL3_ANY',
      ...changes,
    }
    return `${issuer}/authorize?${new URLSearchParams(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))}`
  }
  /** Sends the browser to CIS2; where it is sent on to, or the page it stays at. */
  const visit = async (url: string, init: RequestInit = {}) => {
    const response = await hub.fetch(url, { redirect: 'manual', ...init })
    const location = response.headers.get('location')
    return { status: response.status, page: await response.text(), cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', back: location ? new URL(location).searchParams : new URLSearchParams(), location }
  }
  const codeFor = async (username: string, changes: Record<string, string | undefined> = {}) => (await visit(request({ login_hint: username, ...changes }))).back.get('code')!
  const token = async (fields: Record<string, string>, headers?: Record<string, string>) => {
    const response = await hub.fetch(`${issuer}/access_token`, formPost(fields, headers))
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const assertion = (parts?: Parameters<typeof clientAssertion>[2]) => clientAssertion(hub.environment, `${issuer}/access_token`, { ...parts, header: { alg: 'RS256', ...parts?.header } }, CLIENT)
  const redeem = async (code: string, changes: Record<string, string> = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier, client_assertion_type: ASSERTION_TYPE, client_assertion: await assertion(), ...changes })
  const userinfo = async (accessToken: string) => {
    const response = await hub.fetch(`${issuer}/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const keySet = async () => (await (await hub.fetch(`${issuer}/connect/jwk_uri`)).json()) as JSONWebKeySet
  const verify = async (idToken: string) =>
    jwtVerify(idToken, createLocalJWKSet(await keySet()), { issuer, audience: CLIENT, algorithms: ['RS256'], requiredClaims: ['nonce', 'sub'], currentDate: new Date(hub.environment.clock.now()) })
  return { ...hub, state, issuer, request, visit, codeFor, token, assertion, redeem, userinfo, keySet, verify }
}

test('a whole sign-in: discovery, page, code with PKCE, verifiable ID token, userinfo with roles', async () => {
  const { fetch, issuer, request, visit, redeem, userinfo, verify } = setUp()
  const discovery = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, unknown>
  assert.equal(discovery['issuer'], issuer)
  assert.match(issuer, /\/openam\/oauth2\/realms\/root\/realms\/NHSIdentity\/realms\/Healthcare$/)

  const first = await visit(request())
  assert.equal(first.status, 200)
  assert.match(first.page, /<label for="username">/)
  const action = /<form method="post" action="([^"]+)"/.exec(first.page)![1]!.replaceAll('&amp;', '&')
  const { back, location } = await visit(new URL(action, request()).href, formPost({ username: 'marie.kowalska' }))
  assert.ok(location?.startsWith(`${REDIRECT}?`))
  assert.equal(back.get('state'), 's-1')
  assert.equal(back.get('iss'), issuer)
  assert.equal(back.get('client_id'), CLIENT)

  const { status, body } = await redeem(back.get('code')!)
  assert.equal(status, 200)
  assert.equal(body['token_type'], 'Bearer')
  const { payload } = await verify(body['id_token']!)
  assert.equal(payload.sub, '555254239511')
  assert.equal(payload['nonce'], 'n-1')
  assert.equal(payload['authentication_assurance_level'], 3)
  assert.equal(payload['acr'], 'AAL2_OR_AAL3_ANY')
  assert.equal(payload['selected_roleid'], undefined)

  const { body: user } = await userinfo(body['access_token']!)
  assert.equal(user['uid'], '555254239511')
  assert.equal(user['name'], 'Kowalska Marie Mrs')
  const [role] = user['nhsid_nrbac_roles'] as Record<string, unknown>[]
  assert.equal(role?.['person_roleid'], '555254240504')
  assert.deepEqual(role['activity_codes'], ['B0820', 'B0825', 'B0424'])
  assert.equal((role['activities'] as string[])[0], 'View Patient Demographics')
  assert.equal(user['gmc_id'], undefined, 'professional numbers need the scope professionalmemberships')
})

test('professional numbers come with their scope, the GMP code worked out from the DIN', async () => {
  const { codeFor, redeem, userinfo } = setUp()
  const { body } = await redeem(await codeFor('amara.nwosu', { scope: 'openid professionalmemberships' }))
  const { body: user } = await userinfo(body['access_token']!)
  assert.equal(user['gmc_id'], '7012345')
  assert.match(String(user['gmp_id']), /^G612345\d$/)
  assert.equal(user['nhsid_nrbac_roles'], undefined)
})

test('whoever is chosen from the list is signed in, whatever the box holds', async () => {
  const { visit, request } = setUp()
  const { page } = await visit(request())
  assert.match(page, /<button class="plain" name="username" value="amara.nwosu" formnovalidate>/)
  const choose = (typed: string) => visit(request(), { ...formPost({}), body: new URLSearchParams([['username', typed], ['username', 'amara.nwosu']]).toString() })
  assert.ok((await choose('')).back.get('code'))
  assert.ok((await choose('marie')).back.get('code'))
  assert.match((await visit(request(), formPost({ username: ' ' }))).page, /Sign in with your Care Identity/)
})

test('the page escapes what the browser was sent with', async () => {
  const { visit, request } = setUp()
  const { page } = await visit(request({ state: '"><script>alert(1)</script>' }))
  assert.ok(!page.includes('<script>'))
})

test('an authenticator below the requested level is turned away', async () => {
  const { visit, request } = setUp()
  const aal2 = 'leila.farouk'
  assert.equal((await visit(request({ login_hint: aal2, acr_values: 'AAL3_ANY' }))).back.get('error'), 'access_denied')
  assert.equal((await visit(request({ login_hint: aal2, acr_values: undefined }))).back.get('error'), 'access_denied', 'AAL3 is the default')
  const page = await visit(request({ acr_values: 'AAL3_ANY' }), formPost({ username: aal2 }))
  assert.match(page.page, /stronger way to sign in/)
  assert.ok((await visit(request({ login_hint: aal2 }))).back.get('code'), 'AAL2_OR_AAL3_ANY takes it')
  assert.ok((await visit(request({ login_hint: aal2, acr_values: 'AAL3_ANY AAL2_TOTP' }))).back.get('code'), 'the second class asked for is satisfied')
})

test('what is wrong with a request goes back to the client, but never to an unregistered address', async () => {
  const { visit, request, environment } = setUp()
  assert.equal((await visit(request({ redirect_uri: 'https://thief.example/' }))).status, 400)
  assert.equal((await visit(request({ client_id: 'nobody' }))).status, 400)
  assert.equal((await visit(request({ response_type: 'token' }))).back.get('error'), 'unsupported_response_type')
  assert.equal((await visit(request({ scope: 'profile' }))).back.get('error'), 'invalid_scope')
  assert.equal((await visit(request({ scope: 'openid everything' }))).back.get('error'), 'invalid_scope')
  assert.equal((await visit(request({ prompt: 'none' }))).back.get('error'), 'login_required')
  assert.equal((await visit(request(), formPost({ cancel: 'yes' }))).back.get('error'), 'access_denied')
  assert.equal((await visit(request({ prompt: 'none' }))).back.get('state'), 's-1')
  await visit(request({ state: undefined, nonce: undefined, code_challenge: undefined }))
  assert.equal(environment.journal.read().at(-1)?.violations[0]?.rule, 'cis2-sign-in-unbound')
})

test('a running session signs in without asking, until prompt, max_age, the level or its end say otherwise', async () => {
  const { visit, request, environment, state } = setUp()
  const { cookie } = await visit(request({ login_hint: 'leila.farouk' }))
  const again = (changes: Record<string, string> = {}) => visit(request(changes), { headers: { cookie } })
  assert.ok((await again()).back.get('code'))
  assert.ok((await again({ prompt: 'none' })).back.get('code'))
  assert.equal((await again({ prompt: 'login' })).status, 200)
  assert.equal((await again({ acr_values: 'AAL3_ANY' })).status, 200)
  environment.clock.advance(10 * 60_000)
  assert.ok((await again({ max_age: '900' })).back.get('code'))
  assert.equal((await again({ max_age: '300' })).status, 200)
  environment.clock.advance(14 * 60_000)
  assert.ok((await again()).back.get('code'), 'being seen keeps the session awake')
  environment.clock.advance(16 * 60_000)
  assert.equal((await again()).status, 200, 'idle for longer than the session lasts')
  assert.equal(state.sessions.size, 0)
})

test('with the scope selectedrole a user of several roles is asked for one, and the token names it', async () => {
  const { visit, request, redeem, verify, codeFor } = setUp()
  const scope = 'openid nationalrbacaccess selectedrole'
  const { page } = await visit(request({ scope, login_hint: 'priya.raman' }))
  assert.match(page, /Choose your role/)
  const { back } = await visit(request({ scope }), formPost({ username: 'priya.raman', roleId: '555254240808' }))
  assert.equal((await verify((await redeem(back.get('code')!)).body['id_token']!)).payload['selected_roleid'], '555254240808')
  const hinted = await codeFor('priya.raman:555254240809', { scope })
  assert.equal((await verify((await redeem(hinted)).body['id_token']!)).payload['selected_roleid'], '555254240809')
  const only = await codeFor('grace.adeyemi', { scope })
  assert.equal((await verify((await redeem(only)).body['id_token']!)).payload['selected_roleid'], '555254240403')
})

test('a code works once, for its client, redirect URI and verifier, for two minutes', async () => {
  const { codeFor, redeem, userinfo, environment } = setUp()
  const code = await codeFor('amara.nwosu')
  const { body } = await redeem(code)
  assert.equal((await userinfo(body['access_token']!)).status, 200)
  assert.equal((await redeem(code)).body['error'], 'invalid_grant')
  assert.equal((await userinfo(body['access_token']!)).status, 401, 'a code that comes twice ends what it was exchanged for')

  assert.equal((await redeem(await codeFor('amara.nwosu'), { code_verifier: 'x'.repeat(50) })).body['error'], 'invalid_grant')
  assert.equal((await redeem(await codeFor('amara.nwosu'), { code_verifier: '' })).body['error_description'], 'code_verifier parameter required')
  assert.equal((await redeem(await codeFor('amara.nwosu'), { redirect_uri: 'https://gp.example/' })).body['error'], 'redirect_uri_mismatch')
  assert.equal((await redeem('never-issued')).body['error'], 'invalid_grant')
  const late = await codeFor('amara.nwosu')
  environment.clock.advance(121_000)
  assert.equal((await redeem(late)).body['error'], 'invalid_grant')
})

test('clients prove themselves with a key or a secret, as registered', async () => {
  const { codeFor, redeem, assertion, token, state, visit, request } = setUp()
  const code = await codeFor('amara.nwosu')
  const wrong = async (parts: Parameters<typeof clientAssertion>[2]) => (await redeem(code, { client_assertion: await assertion(parts) })).body
  assert.deepEqual(await wrong({ claims: { aud: 'https://elsewhere.example' } }), { error_description: 'JWT is not valid', error: 'invalid_client' })
  assert.equal((await wrong({ claims: { exp: 1 } }))['error'], 'invalid_client')
  assert.equal((await wrong({ header: { kid: 'unknown' } }))['error'], 'invalid_client')
  const once = await assertion()
  assert.equal((await redeem('never-issued', { client_assertion: once })).body['error'], 'invalid_grant')
  assert.equal((await redeem(code, { client_assertion: once })).body['error'], 'invalid_client', 'an assertion works once')
  assert.equal((await redeem(code)).status, 200)

  service.controls.registerClient(state, { clientId: 'with-secret', redirectUris: [REDIRECT], secret: 's:e%c' })
  const fresh = async () => (await visit(request({ client_id: 'with-secret', login_hint: 'amara.nwosu', code_challenge: undefined }))).back.get('code')!
  const fields = async () => ({ grant_type: 'authorization_code', code: await fresh(), redirect_uri: REDIRECT })
  assert.equal((await token({ ...(await fields()), client_id: 'with-secret', client_secret: 's:e%c' })).status, 200)
  const basic = Buffer.from(`with-secret:${encodeURIComponent('s:e%c')}`).toString('base64')
  assert.equal((await token(await fields(), { authorization: `Basic ${basic}` })).status, 200)
  assert.equal((await token({ ...(await fields()), client_id: 'with-secret', client_secret: 'wrong' })).status, 401)
  assert.throws(() => service.controls.registerClient(state, { clientId: 'x', redirectUris: [] }), /redirectUris names no address; one of jwks and secret/)
})

test('a refresh token renews all three tokens, and works once', async () => {
  const { codeFor, redeem, token, assertion, issuer, keySet } = setUp()
  const { body } = await redeem(await codeFor('amara.nwosu'))
  const renew = async (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken, client_assertion_type: ASSERTION_TYPE, client_assertion: await assertion() })
  const renewed = await renew(body['refresh_token']!)
  assert.equal(renewed.status, 200)
  const { payload } = await jwtVerify(renewed.body['id_token']!, createLocalJWKSet(await keySet()), { issuer, audience: CLIENT })
  assert.equal(payload['nonce'], undefined)
  assert.equal((await renew(body['refresh_token']!)).body['error'], 'invalid_grant')
})

for (const flaw of ID_TOKEN_FLAWS) {
  test(`a spoiled ID token is one that a careful client refuses: ${flaw}`, async () => {
    const { codeFor, redeem, verify, state } = setUp()
    service.controls.spoilNextIdToken(state, { flaw })
    const { body } = await redeem(await codeFor('amara.nwosu'))
    const refused = verify(body['id_token']!).then(({ payload }) => assert.deepEqual([payload['nonce'], payload['authentication_assurance_level']], ['n-1', 3]))
    await assert.rejects(refused)
    const { body: next } = await redeem(await codeFor('amara.nwosu'))
    assert.equal((await verify(next['id_token']!)).payload['nonce'], 'n-1', 'the one after is right again')
  })
}

test('a flaw that no token had is given back, and one that is none is refused', () => {
  const { state } = setUp()
  service.controls.spoilNextIdToken(state, { flaw: 'expired', times: 2 })
  assert.deepEqual(service.controls.clearFlaws(state), ['expired', 'expired'])
  assert.throws(() => service.controls.spoilNextIdToken(state, { flaw: 'ugly' as 'expired' }), /ugly is no flaw/)
})

test('keys rotate in one environment only; the old one verifies until it is withdrawn', async () => {
  const one = setUp()
  const other = setUp()
  const before = (await one.redeem(await one.codeFor('amara.nwosu'))).body['id_token']!
  service.controls.rotateKeys(one.state, {}, one.environment)
  const after = (await one.redeem(await one.codeFor('amara.nwosu'))).body['id_token']!
  assert.notEqual(decodeProtectedHeader(before).kid, decodeProtectedHeader(after).kid)
  assert.equal((await one.keySet()).keys.length, 2)
  await one.verify(before)
  await one.verify(after)
  service.controls.rotateKeys(one.state, { withdraw: true }, one.environment)
  await assert.rejects(one.verify(after))
  assert.equal((await other.keySet()).keys[0]?.kid, decodeProtectedHeader(before).kid)
})

test('the end of a session ends its tokens and is told to the client', async () => {
  const { codeFor, redeem, userinfo, state, environment, verify } = setUp()
  const received: string[] = []
  const client = createServer((incoming, outgoing) => {
    incoming.setEncoding('utf8').on('data', (part: string) => received.push(part))
    incoming.on('end', () => outgoing.writeHead(200).end())
  })
  await new Promise<void>((resolve) => void client.listen(0, '127.0.0.1', resolve))
  try {
    const uri = `http://127.0.0.1:${(client.address() as AddressInfo).port}/logout`
    service.controls.registerClient(state, { clientId: CLIENT, redirectUris: [REDIRECT], jwks, backchannelLogoutUri: uri })
    const { body } = await redeem(await codeFor('amara.nwosu'))
    const { payload: idToken } = await verify(body['id_token']!)
    const [delivery, ...more] = await service.controls.logOut(state, { userId: '555254239107' }, environment)
    assert.equal(more.length, 0)
    assert.equal(delivery?.status, 200)
    const logoutToken = new URLSearchParams(received.join('')).get('logout_token')!
    const { keys } = await environment.identity.keys['nhs-cis2'].jwks()
    const { payload } = await jwtVerify(logoutToken, createLocalJWKSet({ keys: keys as JSONWebKeySet['keys'] }), { audience: CLIENT })
    assert.equal(payload['sid'], idToken['sid'])
    assert.ok('http://schemas.openid.net/event/backchannel-logout' in (payload['events'] as object))
    assert.equal((await userinfo(body['access_token']!)).status, 401)
    assert.deepEqual(service.controls.sessions(state, {}), [])
  } finally {
    client.close()
  }
})

test('a client that cannot be told of a logout is reported, not thrown', async () => {
  const { codeFor, redeem, state, environment } = setUp()
  service.controls.registerClient(state, { clientId: CLIENT, redirectUris: [REDIRECT], jwks, backchannelLogoutUri: 'http://127.0.0.1:1/logout' })
  await redeem(await codeFor('amara.nwosu'))
  const [delivery] = await service.controls.logOut(state, { userId: '555254239107' }, environment)
  assert.equal(delivery?.status, undefined)
  assert.match(delivery?.error ?? '', /fetch failed/)
})
