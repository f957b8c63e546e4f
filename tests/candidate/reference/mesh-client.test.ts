import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../../candidate/reference/clock.ts'
import { NationalRefusal } from '../../../candidate/reference/national/answer.ts'
import { createMesh } from '../../../candidate/reference/national/mesh.ts'
import type { Outgoing } from '../../../candidate/reference/national/outgoing.ts'
import { HOSPITAL, openMesh, PRACTICE } from '../../mocks/services/mesh-caller.ts'

/** The client of the reference candidate, held to the mocked MESH without a network between. */
function open(password = 'elmswood-password') {
  const mesh = openMesh()
  const url = 'https://hub.test/e/test'
  const outgoing: Outgoing = {
    send: async ({ url: address, method = 'GET', headers = {}, body }) => {
      const answer = await mesh.call(address.slice(`${url}/messageexchange/`.length), { method, version: 1, headers, ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }) })
      return { status: answer.status, headers: Object.fromEntries(answer.headers), text: answer.text, bytes: answer.bytes }
    },
    close: async () => undefined,
  }
  return { ...mesh, client: createMesh({ access: { url, mailbox: PRACTICE, password, sharedKey: 'BackBone' }, clock: systemClock(), outgoing }) }
}

test('all pages of an inbox, oldest first', async () => {
  const { client, deliver, environment } = open()
  const ids = Array.from({ length: 1001 }, () => deliver())
  assert.deepEqual(await client.waiting(), ids)
  assert.equal(environment.journal.read().length, 3)
})

test('all parts of a message, each packed by itself', async () => {
  const { client, deliver } = open()
  const words = 'Müller, 20 µg '.repeat(50)
  const message = await client.collect(deliver({ text: words, chunks: 4, gzip: true, localId: 'RZ9', subject: 'A letter' }))
  assert.deepEqual([message?.content, message?.type, message?.from, message?.workflowId, message?.localId, message?.subject], [words, 'DATA', HOSPITAL, 'TOC_FHIR_IP_DISCH', 'RZ9', 'A letter'])
})

test('a report says what did not arrive and why', async () => {
  const { client, controls, state, environment } = open()
  const id = await client.send({ to: HOSPITAL, workflowId: 'ANY', localId: '1', subject: 's', content: 'c' })
  const report = await client.collect(controls.undelivered(state, { id, reason: 'notCollected' }, environment)!)
  assert.deepEqual([report?.type, report?.content, report?.report], ['REPORT', '', { about: id, code: '14', description: 'Message not collected by recipient after 5 days' }])
})

test('what is acknowledged is gone', async () => {
  const { client, deliver } = open()
  const id = deliver()
  await client.acknowledge(id)
  assert.deepEqual([await client.waiting(), await client.collect(id), await client.collect('NEVER')], [[], undefined, undefined])
})

test('every request keeps the rules of the published API', async () => {
  const { client, deliver, environment } = open()
  await client.handshake()
  const id = deliver()
  for (const wait of [client.waiting(), client.collect(id), client.send({ to: HOSPITAL, workflowId: 'ANY', localId: '1', subject: 's', content: 'c' })]) await wait
  await client.acknowledge(id)
  assert.deepEqual(environment.journal.read().flatMap(({ violations }) => violations), [])
})

test('a wrong password and an unknown recipient are refusals, after which it is known that nothing was sent', async () => {
  const known = (error: unknown) => error instanceof NationalRefusal && !error.outcomeUnknown
  await assert.rejects(open('wrong').client.waiting(), known)
  await assert.rejects(open().client.send({ to: 'X26NOBODY', workflowId: 'ANY', localId: '1', subject: 's', content: 'c' }), known)
})

test('a large message goes in parts and arrives whole; a part that is lost is sent again', async () => {
  const { client, controls, state, environment } = open()
  const words = 'Müller, 20 µg '.repeat(150_000)
  environment.faults.inject({ service: 'mesh', operation: 'send-chunk', kind: 'status', status: 503 })
  const id = await client.send({ to: HOSPITAL, workflowId: 'ANY', localId: 'A99901', subject: 's', content: words })
  const message = controls.readMessage(state, { id }, environment)
  assert.ok(message.text === words, 'the content is not what was sent')
  assert.deepEqual([message.status, message.localId], ['accepted', 'A99901'])
  assert.ok(environment.journal.read({ operation: 'send-chunk' }).length > 2)
})

test('a name with letters that headers cannot carry is sent in those that they can', async () => {
  const { client, controls, state, environment } = open()
  const id = await client.send({ to: HOSPITAL, workflowId: 'ANY', localId: '1', subject: 'Report for Zoë O’Łuka', content: 'c' })
  assert.equal(controls.readMessage(state, { id }, environment).subject, "Report for Zoe O'?uka")
})
