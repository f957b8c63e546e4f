import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { seedWorld } from '../../../mocks/seed.ts'
import activities from '../../../mocks/services/cis2/activities.json' with { type: 'json' }
import scopes from '../../../mocks/services/cis2/scopes.json' with { type: 'json' }
import { service } from '../../../mocks/services/cis2/service.ts'
import { withoutSpecs } from '../contract.ts'
import { formPost } from './onboarded.ts'
import { published, shape } from './published.ts'

const REDIRECT = 'https://gp.example/callback'

/** ID token claims and userinfo of somebody who signs in with these scopes. */
async function signIn(username: string, scope: string) {
  const { fetch, environment, baseUrl } = inProcess([service])
  seedWorld(environment)
  const issuer = baseUrl + service.basePath
  service.controls.registerClient(environment.stateOf(service), { clientId: 'client', redirectUris: [REDIRECT], secret: 'secret' })
  const request = new URLSearchParams({ response_type: 'code', client_id: 'client', redirect_uri: REDIRECT, scope, state: 's', acr_values: 'AAL3_ANY', login_hint: username })
  const back = new URL((await fetch(`${issuer}/authorize?${request}`, { redirect: 'manual' })).headers.get('location')!)
  const form = { grant_type: 'authorization_code', code: back.searchParams.get('code')!, redirect_uri: REDIRECT, client_id: 'client', client_secret: 'secret' }
  const tokens = (await (await fetch(`${issuer}/access_token`, formPost(form))).json()) as Record<string, string>
  const userinfo = await fetch(`${issuer}/userinfo`, { headers: { authorization: `Bearer ${tokens['access_token']}` } })
  return { claims: decodeJwt(tokens['id_token']!), userinfo: (await userinfo.json()) as Record<string, unknown> }
}

describe('NHS CIS2 contract', { skip: withoutSpecs }, () => {
  it('an ID token has the claims of the published example, with their types', async () => {
    const { claims } = await signIn('grace.adeyemi', 'openid selectedrole')
    const { sid, ...rest } = claims
    assert.equal(typeof sid, 'string', 'the example does not show it; back-channel logout needs it')
    assert.deepEqual(shape(rest), shape(published('identity-oauth2/cis2-id-token.example.json', 'payload')))
  })

  it('userinfo has the claims of the published example', async () => {
    const example = published('identity-oauth2/cis2-userinfo.example.json') as Record<string, unknown>
    const { userinfo } = await signIn('amara.nwosu', Object.keys(scopes).filter((scope) => scope !== 'selectedrole').join(' '))
    assert.deepEqual(Object.keys(userinfo).filter((claim) => !(claim in example)), [])
    // Claims of registers that this GP is not in, and a middle name nobody here has.
    const missing = Object.keys(example).filter((claim) => !(claim in userinfo))
    assert.deepEqual(missing.sort(), ['consultant_id', 'gdc_id', 'gdp_id', 'gphc_id', 'middle_names', 'nmc_id', 'rcn_id'])
    for (const claim of Object.keys(userinfo)) assert.deepEqual(shape(userinfo[claim]), shape(example[claim]), claim)
    const role = (from: Record<string, unknown>) => shape((from['nhsid_nrbac_roles'] as unknown[]).at(-1))
    assert.deepEqual(role(userinfo), role(example))
  })

  it('activities have the published names', () => assert.deepEqual(activities, published('codes/identity.json', 'activities')))
})
