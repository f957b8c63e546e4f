import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { citizenClaims } from '../../../mocks/services/nhs-login/citizen-claims.ts'
import lifetimes from '../../../mocks/services/nhs-login/lifetimes.json' with { type: 'json' }
import scopes from '../../../mocks/services/nhs-login/scopes.json' with { type: 'json' }
import { service } from '../../../mocks/services/nhs-login/service.ts'
import vectors from '../../../mocks/services/nhs-login/vectors.json' with { type: 'json' }
import { withoutSpecs } from '../contract.ts'
import { published, shape } from './published.ts'

const RULES = 'nhs-login/rules.json'

async function setUp() {
  const { fetch, environment, baseUrl } = inProcess([service])
  const state = environment.stateOf(service)
  const citizen = service.controls.addCitizen(state, { nhsNumber: '9990000018', practice: 'A99901' }, environment)
  const { idToken } = await service.controls.mintIdToken(state, { nhsNumber: citizen.nhsNumber, audience: 'client' }, environment)
  const get = async (url: string) => (await (await fetch(url)).json()) as Record<string, unknown>
  return { citizen, claims: decodeJwt(idToken), get, issuer: `${baseUrl}/nhs-login` }
}

describe('NHS login contract', { skip: withoutSpecs }, () => {
  it('an ID token has the claims of the published example, with their types', async () => {
    assert.deepEqual(shape((await setUp()).claims), shape(published('nhs-login/id-token.example.json', 'payload')))
  })

  it('userinfo has the claims of the published example, with their types', async () => {
    const { citizen } = await setUp()
    const ours = { iss: '', sub: '', aud: '', ...citizenClaims(citizen, Object.keys(scopes), 'a note') }
    assert.deepEqual(shape(ours), shape(published('nhs-login/userinfo.example.json')))
  })

  it('discovery says at least what is published, with its own addresses', async () => {
    const { get, issuer } = await setUp()
    const ours = await get(`${issuer}/.well-known/openid-configuration`)
    const { _inferred, ...example } = published('nhs-login/openid-configuration.example.json') as Record<string, unknown>
    for (const [name, value] of Object.entries(example)) {
      assert.deepEqual(ours[name], typeof value === 'string' ? value.replace('https://auth.login.nhs.uk', issuer) : value, name)
    }
    assert.ok(_inferred)
  })

  it('the claims of every scope are the published ones', () => {
    const theirs = published(RULES, 'scopeClaims') as Record<string, string[]>
    const nested = (claim: string) => claim.split('.')[0]!
    const expected = Object.entries(theirs).map(([scope, claims]) => [scope, scope === 'openid' ? [] : [...new Set(claims.map(nested))]])
    assert.deepEqual(scopes, Object.fromEntries(expected))
  })

  it('vectors of trust, lifetimes and trustmark are the published ones', async () => {
    assert.deepEqual(vectors.profiles, published(RULES, 'vectorsOfTrust', 'profiles'))
    assert.ok(String(published(RULES, 'authorize', 'optional', 'vtr')).includes(JSON.stringify(vectors.default)))
    const ours = { authorizationCode: lifetimes.codeMs / 1000, idToken: lifetimes.idTokenSeconds, accessToken: lifetimes.accessTokenMs / 1000, refreshToken: lifetimes.refreshTokenMs / 1000 }
    assert.deepEqual(ours, published(RULES, 'ttlSeconds'))
    const { claims, get, issuer } = await setUp()
    assert.equal(claims['vtm'], `${issuer}/trustmark/hub.test`)
    const trustmark = await get(String(claims['vtm']))
    const { P, C } = published(RULES, 'trustmarkExample') as Record<'P' | 'C', string[]>
    assert.deepEqual(trustmark, { idp: `${issuer}/`, trustmark_provider: `${issuer}/`, P, C })
  })
})
