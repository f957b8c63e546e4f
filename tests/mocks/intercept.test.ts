import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setupServer } from 'msw/node'
import { intercept } from '../../mocks/intercept.ts'
import type { AnyService } from '../../mocks/kit/service.ts'
import { services } from '../../mocks/services.ts'

// How a supplier's own unit test uses the services: no server, no port.
const national = intercept()
const server = setupServer(...national.handlers)
before(() => server.listen({ onUnhandledFrame: 'bypass' }))
after(() => server.close())

test('a unit test reads a patient from PDS, without a server', async () => {
  const { pds } = services
  const { nhsNumber } = pds.controls.putPatient(national.environment.stateOf(pds), { given: 'Joan', family: 'Okafor' }, national.environment)
  national.identity.tokens.set('a-token', { kind: 'application', applicationId: 'mine', issuedAt: Date.now(), expiresAt: Date.now() + 60_000 })

  const response = await fetch(`${national.baseUrl}/personal-demographics/FHIR/R4/Patient/${nhsNumber}`, {
    headers: { authorization: 'Bearer a-token', 'x-request-id': '60e0b220-8136-4ca5-ae46-1d97ef59d068' },
  })

  assert.equal(response.status, 200)
  assert.equal(((await response.json()) as { id: string }).id, nhsNumber)
  const [call] = national.environment.journal.read({ service: 'pds' })
  assert.deepEqual([call?.operation, call?.violations], ['getPatient', []])
})

test('every service is there, with its faults, journal and controls', async () => {
  for (const service of Object.values(services) as AnyService[]) {
    const route = service.routes.find(({ method }) => method === 'GET') ?? service.routes[0]!
    const path = service.basePath + route.path.replaceAll(/:\w+(\{[^}]*\})?\??/g, '9990000018')
    const call = () => fetch(national.baseUrl + path, { method: route.method, redirect: 'manual', ...(route.method !== 'GET' && { body: '{}' }) })
    national.environment.faults.inject({ service: service.key, operation: route.operation, kind: 'status', status: 503 })
    assert.equal((await call()).status, 503, service.key)
    assert.ok((await call()).status < 500, service.key)
    const seen = national.environment.journal.read({ service: service.key, operation: route.operation })
    assert.deepEqual(seen.slice(-2).map(({ fault }) => fault), ['status', undefined], service.key)
  }
})

test('what is not for the national services goes on to where it was going', async () => {
  await assert.rejects(fetch('http://127.0.0.1:1/elsewhere'))
  assert.equal(national.environment.journal.read({ service: 'unmatched' }).length, 0)
})

test('an address of its own can have a path', async () => {
  const under = intercept({ baseUrl: 'https://proxy.test/national' })
  server.use(...under.handlers)
  assert.equal((await fetch('https://proxy.test/national/oauth2/_ping')).status, 200)
})

test('MESH, which demands a client certificate, is told that one was shown', async () => {
  const answer = await fetch(`${national.baseUrl}${services.mesh.basePath}/A99901OT001`, { method: 'GET' })
  const [call] = national.environment.journal.read({ service: 'mesh' }).slice(-1)
  assert.ok(answer.status < 500)
  assert.deepEqual(call?.violations.filter(({ rule }) => rule === 'client-certificate-missing'), [])
})

test('a connection reset is what fetch makes of one', async () => {
  national.environment.faults.inject({ service: 'oauth2', kind: 'reset' })
  await assert.rejects(fetch(`${national.baseUrl}/oauth2/_ping`), TypeError)
})
