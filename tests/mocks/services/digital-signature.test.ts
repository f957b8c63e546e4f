import assert from 'node:assert/strict'
import { verify, X509Certificate } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Grant } from '../../../mocks/kit/identity.ts'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { controls as epsControls } from '../../../mocks/services/eps/controls.ts'
import { service as eps } from '../../../mocks/services/eps/service.ts'
import { service } from '../../../mocks/services/digital-signature/service.ts'
import { APPLICATION, clientAssertion, registerApplication, stranger } from './onboarded.ts'

const ADA = '555254239107'
const BEN = '555254239208'
const SIGNED = Buffer.from('<SignedInfo>one</SignedInfo>').toString('base64')

/** Keys take a while to make: the same for all tests. */
const SIGNERS = Promise.all(
  [ADA, BEN].map(async (userId) => {
    const { environment } = inProcess([eps])
    environment.identity.workers.set(userId, { id: userId, username: userId, title: 'Dr', given: 'Ada', family: 'Nwosu', aal: 3, roles: [], professionalCodes: {} })
    const { certificate, privateKey } = await epsControls.issuePrescriberCertificate(environment.stateOf(eps), { userId }, environment)
    return { userId, certificate, privateKey: privateKey! }
  }),
)

async function start() {
  const app = inProcess([service])
  const { environment } = app
  registerApplication(environment)
  const token = (name: string, userId: string, aal: 1 | 2 | 3) =>
    environment.identity.tokens.set(name, { applicationId: APPLICATION.id, issuedAt: 0, expiresAt: Date.now() + 600_000, kind: 'healthcare-worker', userId, aal, roles: [] } as Grant)
  token('ada', ADA, 3)
  token('ada-aal2', ADA, 2)
  token('ben', BEN, 3)
  for (const signer of await SIGNERS) service.controls.enrol(environment.stateOf(service), signer)
  const base = `${app.baseUrl}/signing-service`
  const state = environment.stateOf(service)
  const jwt = (claims: Record<string, unknown> = {}, more: { header?: Record<string, unknown>; key?: typeof stranger } = {}) =>
    clientAssertion(environment, base, { ...more, claims: { sub: ADA, algorithm: 'RS256', payloads: [{ id: 'a', payload: SIGNED }], ...claims } })
  const send = async (path: string, { as = 'ada', body, type = 'text/plain' }: { as?: string; body?: string; type?: string } = {}) => {
    const response = await app.fetch(base + path, { method: body === undefined ? 'GET' : 'POST', headers: { authorization: `Bearer ${as}`, 'content-type': type, 'x-request-id': 'r1' }, ...(body !== undefined && { body }), redirect: 'manual' })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, any> }
  }
  const ask = async () => (await send('/signaturerequest', { body: await jwt() })).body as { token: string; redirectUri: string }
  return { ...app, base, state, jwt, send, ask }
}

describe('digital signature', () => {
  it('signs what was asked with the key of whoever confirmed it', async () => {
    const { send, jwt, state } = await start()
    const asked = await send('/signaturerequest', { body: await jwt() })
    assert.equal(asked.status, 201)
    assert.equal(asked.headers.get('x-request-id'), 'r1')
    const { token, redirectUri } = asked.body
    assert.match(redirectUri, /\/signing-service\/sign\?token=/)
    assert.equal((await send(`/signatureresponse/${token}`)).status, 409)
    assert.deepEqual(service.controls.answer(state, { userId: ADA }), { documents: 1 })
    const { body } = await send(`/signatureresponse/${token}`)
    const certificate = new X509Certificate(Buffer.from(body.certificate, 'base64'))
    assert.match(certificate.subject, new RegExp(ADA))
    assert.equal(body.signatures[0].id, 'a')
    assert.ok(verify('sha256', Buffer.from(SIGNED, 'base64'), certificate.publicKey, Buffer.from(body.signatures[0].signature, 'base64')))
  })

  it('asks the user on a page of its own, and goes back to the application', async () => {
    const { send, ask, fetch, base, state } = await start()
    const { token } = await ask()
    assert.match((await send(`/sign?token=${token}`)).text, /one document/)
    const answer = await fetch(`${base}/sign?token=${token}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'answer=decline', redirect: 'manual' })
    assert.deepEqual([answer.status, answer.headers.get('location')], [302, APPLICATION.redirectUris[0]])
    assert.equal((await send(`/signatureresponse/${token}`)).status, 410)
    const { token: second } = await ask()
    assert.equal((await send(`/sign?token=${second}&mock=true`)).status, 302)
    assert.equal(service.controls.lastRequest(state, { userId: ADA })?.status, 'confirmed')
    assert.equal((await send(`/sign?token=${second}`)).status, 410)
  })

  it('keeps signatures from anybody else, and from a sign-in that is too weak', async () => {
    const { send, ask, jwt, state, environment } = await start()
    const { token } = await ask()
    service.controls.answer(state, { userId: ADA })
    assert.equal((await send(`/signatureresponse/${token}`, { as: 'ben' })).status, 403)
    assert.equal((await send(`/signatureresponse/${token}`, { as: 'ada-aal2' })).status, 403)
    assert.equal((await send('/signaturerequest', { as: 'nobody', body: await jwt() })).status, 401)
    assert.equal((await send('/signatureresponse/unknown')).status, 404)
    service.controls.expire(state, { userId: ADA }, environment)
    assert.equal((await send(`/signatureresponse/${token}`)).status, 410)
  })

  it('holds the request to what it must be', async () => {
    const { send, jwt, environment } = await start()
    const now = Math.floor(Date.now() / 1000)
    const payloads = (list: unknown) => jwt({ payloads: list })
    const wrong: [string, Promise<string> | string][] = [
      ['jwt', 'no token'],
      ['jwt-algorithm', jwt({}, { header: { alg: 'RS256' } })],
      ['jwt-issuer', jwt({ iss: 'somebody else' })],
      ['jwt-signature', jwt({}, { key: stranger })],
      ['jwt-subject', jwt({ sub: BEN })],
      ['jwt-audience', jwt({ aud: 'https://elsewhere.example' })],
      ['jwt-expiry', jwt({ exp: now + 3600 })],
      ['algorithm', jwt({ algorithm: 'none' })],
      ['payloads', payloads([])],
      ['payloads', payloads(Array.from({ length: 251 }, (_, at) => ({ id: String(at), payload: SIGNED })))],
      ['payloads', payloads([{ id: 'a', payload: '<no base64>' }])],
      ['payloads', payloads([{ id: 'a', payload: SIGNED }, { id: 'a', payload: SIGNED }])],
    ]
    for (const [rule, body] of wrong) {
      assert.equal((await send('/signaturerequest', { body: await body })).status, 400, rule)
      assert.equal(environment.journal.read().at(-1)?.violations[0]?.rule, rule)
    }
    assert.equal((await send('/signaturerequest', { body: await jwt(), type: 'application/json' })).status, 400)
    await send('/signaturerequest', { body: await jwt({ algorithm: 'RS1' }) })
    assert.equal(environment.journal.read().at(-1)?.violations[0]?.rule, 'algorithm-sha1')
  })

  it('gives signatures with something wrong with them, once, for callers who have to notice', async () => {
    const { send, ask, state } = await start()
    const signed = async (flaw?: Parameters<typeof service.controls.spoilNext>[1]['flaw']) => {
      if (flaw) service.controls.spoilNext(state, { userId: ADA, flaw })
      const { token } = await ask()
      service.controls.answer(state, { userId: ADA })
      const { body } = await send(`/signatureresponse/${token}`)
      const certificate = new X509Certificate(Buffer.from(body.certificate, 'base64'))
      const [first] = body.signatures
      return { user: /(\d{12})_/.exec(certificate.subject)?.[1], holds: first && verify('sha256', Buffer.from(SIGNED, 'base64'), certificate.publicKey, Buffer.from(first.signature, 'base64')) }
    }
    assert.deepEqual(await signed('other-content'), { user: ADA, holds: false })
    assert.deepEqual(await signed('other-signer'), { user: BEN, holds: true })
    assert.deepEqual(await signed('not-of-the-key'), { user: ADA, holds: false })
    assert.deepEqual(await signed('one-missing'), { user: ADA, holds: undefined })
    assert.deepEqual(await signed(), { user: ADA, holds: true })
  })
})
