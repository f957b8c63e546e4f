import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setupServer } from 'msw/node'
import { intercept } from '../../mocks/intercept.ts'
import { services } from '../../mocks/services.ts'

// How a supplier's own unit test uses the services: no server, no port.
const national = intercept()
const server = setupServer(...national.handlers)
before(() => server.listen())
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

test('a connection reset is what fetch makes of one', async () => {
  national.environment.faults.inject({ service: 'oauth2', kind: 'reset' })
  await assert.rejects(fetch(`${national.baseUrl}/oauth2/_ping`), TypeError)
})
