import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/nhs-notify/service.ts'

// Answers of every shape are read here; what an assertion expects of one is the check.
type Body = Record<string, any>

const PLAN = 'b838b13c-f98c-4def-93f0-515d4e4f4ee1'
const message = (changes: Body = {}) => ({ messageReference: 'm1', recipient: { nhsNumber: '9990548609' }, originator: { odsCode: 'A99901' }, personalisation: {}, ...changes })
const batch = (changes: Body = {}) => ({ data: { type: 'MessageBatch', attributes: { routingPlanId: PLAN, messageBatchReference: 'b1', messages: [message()], ...changes } } })
const single = (changes: Body = {}) => ({ data: { type: 'Message', attributes: { routingPlanId: PLAN, ...message(), ...changes } } })

function start() {
  const app = inProcess([service])
  const { environment } = app
  const state = environment.stateOf(service)
  environment.clock.set(Date.parse('2026-03-10T12:00:00Z'))
  for (const applicationId of ['gp-system', 'other']) environment.identity.tokens.set(applicationId, { kind: 'application', applicationId, issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.fetch(`${app.baseUrl}/comms${path}`, {
      method,
      headers: { authorization: 'Bearer gp-system', ...(body !== undefined && { 'content-type': 'application/vnd.api+json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body }
  }
  const problems = async (body: unknown, path = '/v1/message-batches') => {
    const answer = await call('POST', path, body)
    assert.equal(answer.status, 400, JSON.stringify(answer.body))
    return answer.body.errors.map((error: Body) => `${error.code} ${error.source.pointer}`)
  }
  const send = async (body: unknown = batch()): Promise<string> => (await call('POST', '/v1/message-batches', body)).body.data.attributes.messages[0].id
  return { ...app, state, call, problems, send, rules: () => environment.journal.read().at(-1)!.violations.map(({ rule }) => rule) }
}

test('a batch is taken in whole, each message under an id of its own', async () => {
  const { call, rules, state } = start()
  const { status, headers, body } = await call('POST', '/v1/message-batches', batch({ messages: [message(), message({ messageReference: 'm2' })] }), { 'x-correlation-id': 'c-1' })
  assert.equal(status, 201)
  assert.equal(headers.get('content-type'), 'application/vnd.api+json')
  assert.equal(headers.get('x-correlation-id'), 'c-1')
  assert.deepEqual(body.data.attributes.messages.map((each: Body) => each.messageReference), ['m1', 'm2'])
  assert.match(body.data.attributes.messages[0].id, /^[a-zA-Z0-9]{27}$/)
  assert.equal(service.controls.listMessages(state, { messageBatchReference: 'b1' }).length, 2)
  assert.deepEqual(rules(), [])
})

test('without a correlation id the service makes one', async () => {
  const { call } = start()
  assert.match((await call('POST', '/v1/message-batches', batch())).headers.get('x-correlation-id') ?? '', /^[0-9a-f-]{36}$/)
})

test('the same reference again is a duplicate for nine months, and nothing is sent twice', async () => {
  const { call, state, environment, rules } = start()
  await call('POST', '/v1/message-batches', batch())
  const again = await call('POST', '/v1/message-batches', batch({ messages: [message({ messageReference: 'other' })] }))
  assert.deepEqual([again.status, again.body.errors[0].code, again.body.errors[0].source.pointer], [422, 'CM_DUPLICATE_REQUEST', '/data/attributes/messageBatchReference'])
  assert.deepEqual(rules(), [], 'asking again is no violation')
  assert.equal(service.controls.listMessages(state).length, 1)
  assert.equal((await call('POST', '/v1/message-batches', batch(), { authorization: 'Bearer other' })).status, 201, 'references are the application\'s own')
  environment.clock.advance(10 * 30 * 24 * 3600 * 1000)
  assert.equal((await call('POST', '/v1/message-batches', batch())).status, 201)
})

test('a duplicate of a single message is told by its own reference', async () => {
  const { call } = start()
  const first = await call('POST', '/v1/messages', single())
  assert.equal(first.status, 201)
  assert.equal(first.headers.get('location'), `/v1/messages/${first.body.data.id}`)
  const again = await call('POST', '/v1/messages', single())
  assert.deepEqual([again.status, again.body.errors[0].source.pointer], [422, '/data/attributes/messageReference'])
})

test('while the first is being processed the same reference is too early: 425 with Retry-After of at least 300 s', async () => {
  const { call, state, environment } = start()
  service.controls.setProcessingTime(state, { ms: 60_000 })
  await call('POST', '/v1/message-batches', batch())
  const early = await call('POST', '/v1/message-batches', batch())
  assert.deepEqual([early.status, early.body.errors[0].code], [425, 'CM_RETRY_TOO_EARLY'])
  assert.ok(Number(early.headers.get('retry-after')) >= 300)
  environment.clock.advance(61_000)
  assert.equal((await call('POST', '/v1/message-batches', batch())).status, 422)
})

test('everything wrong is said at once, with pointers', async () => {
  const { problems } = start()
  const messages = [message({ recipient: { nhsNumber: '9990548608' } }), message({ recipient: {} }), { messageReference: 'm2' }, null, message({ messageReference: 'm3', personalisation: [] })]
  assert.deepEqual(await problems(batch({ messageBatchReference: undefined, messages })), [
    'CM_MISSING_VALUE /data/attributes/messageBatchReference',
    'CM_INVALID_NHS_NUMBER /data/attributes/messages/0/recipient/nhsNumber',
    'CM_MISSING_VALUE /data/attributes/messages/1/recipient/nhsNumber',
    'CM_DUPLICATE_VALUE /data/attributes/messages/1/messageReference',
    'CM_MISSING_VALUE /data/attributes/messages/2/recipient',
    'CM_ODS_CODE_REQUIRED /data/attributes/messages/2/originator',
    'CM_NULL_VALUE /data/attributes/messages/3',
    'CM_INVALID_VALUE /data/attributes/messages/4/personalisation',
  ])
})

test('shape of a request: type, plan, list of messages', async () => {
  const { problems } = start()
  assert.deepEqual(await problems('{"data":'), ['CM_INVALID_VALUE /'])
  assert.deepEqual(await problems({}), ['CM_MISSING_VALUE /data'])
  assert.deepEqual(await problems({ data: null }), ['CM_NULL_VALUE /data'])
  assert.deepEqual(await problems({ data: { type: 'Message', attributes: batch().data.attributes } }), ['CM_INVALID_VALUE /data/type'])
  assert.deepEqual(await problems(batch({ routingPlanId: 'invitation' })), ['CM_INVALID_VALUE /data/attributes/routingPlanId'])
  assert.deepEqual(await problems(batch({ messages: [] })), ['CM_TOO_FEW_ITEMS /data/attributes/messages'])
  assert.deepEqual(await problems(batch({ messages: {} })), ['CM_INVALID_VALUE /data/attributes/messages'])
  for (const nhsNumber of ['999054860', '', [], {}, 5]) assert.deepEqual(await problems(single({ recipient: { nhsNumber } }), '/v1/messages'), ['CM_INVALID_NHS_NUMBER /data/attributes/recipient/nhsNumber'])
})

test('no answer lists more than a hundred errors', async () => {
  const { call } = start()
  const messages = Array.from({ length: 150 }, (_, at) => message({ messageReference: String(at), recipient: { nhsNumber: '1' } }))
  assert.equal((await call('POST', '/v1/message-batches', batch({ messages }))).body.errors.length, 100)
})

test('contact details and originators only as agreed at onboarding', async () => {
  const { problems, call, state } = start()
  const details = (contactDetails: Body) => batch({ messages: [message({ recipient: { nhsNumber: '9990548609', contactDetails } })] })
  assert.deepEqual(await problems(details({ sms: '07777777777' })), ['CM_CANNOT_SET_CONTACT_DETAILS /data/attributes/messages/0/recipient/contactDetails'])
  service.controls.setAccount(state, { applicationId: 'gp-system', maySetContactDetails: true, maySetOdsCode: false })
  const at = '/data/attributes/messages/0'
  assert.deepEqual(await problems(details({ email: 'x', sms: 5, address: { lines: ['one'] } })), [
    `CM_INVALID_VALUE ${at}/recipient/contactDetails/email`,
    `CM_INVALID_VALUE ${at}/recipient/contactDetails/sms`,
    `CM_TOO_FEW_ITEMS ${at}/recipient/contactDetails/address/lines`,
    `CM_MISSING_VALUE ${at}/recipient/contactDetails/address/postcode`,
    `CM_CANNOT_SET_ODS_CODE ${at}/originator/odsCode`,
  ])
  service.controls.setAccount(state, { applicationId: 'gp-system', maySetOdsCode: false, defaultOdsCode: 'A99901' })
  assert.equal((await call('POST', '/v1/message-batches', batch({ messages: [message({ originator: undefined })] }))).status, 201)
  assert.equal(service.controls.listMessages(state)[0]!.originator, 'A99901')
})

test('plans: unknown ones are not found, broken ones are a 500 that remembers no reference', async () => {
  const { call } = start()
  const unknown = await call('POST', '/v1/message-batches', batch({ routingPlanId: '868796f9-7ce3-4730-9f1e-23aa766edea3' }))
  assert.deepEqual([unknown.status, unknown.body.errors[0].code], [404, 'CM_NO_SUCH_ROUTING_PLAN'])
  assert.equal((await call('POST', '/v1/message-batches', batch({ routingPlanId: 'c8857ccf-06ec-483f-9b3a-7fc732d9ad48' }))).body.errors[0].code, 'CM_MISSING_ROUTING_PLAN_TEMPLATE')
  assert.equal((await call('POST', '/v1/message-batches', batch({ routingPlanId: 'bb454d66-033b-45c0-bbb6-d9b3420a0bd4' }))).body.errors[0].code, 'CM_ROUTING_PLAN_DUPLICATE_TEMPLATES')
  assert.equal((await call('POST', '/v1/message-batches', batch())).status, 201)
})

test('more than the service takes is a 413', async () => {
  const { call } = start()
  const { status, body } = await call('POST', '/v1/message-batches', batch({ messages: [message({ personalisation: { body: 'x'.repeat(5.3 * 1024 * 1024) } })] }))
  assert.deepEqual([status, body.errors[0].code], [413, 'CM_TOO_LARGE'])
})

test('what is told of a patient beyond the schema is let pass and journalled', async () => {
  const { call, rules } = start()
  assert.equal((await call('POST', '/v1/message-batches', batch({ messages: [message({ recipient: { nhsNumber: '9990548609', dateOfBirth: '1980-01-01' } })] }))).status, 201)
  assert.deepEqual(rules(), ['unknown-member'])
})

test('media types: Accept chooses the answer, 406 and 415 refuse the rest', async () => {
  const { call } = start()
  assert.equal((await call('POST', '/v1/message-batches', batch(), { accept: 'application/json; charset=utf-8' })).headers.get('content-type'), 'application/json')
  assert.equal((await call('POST', '/v1/messages', single(), { accept: '*/*' })).headers.get('content-type'), 'application/vnd.api+json')
  for (const accept of ['text/html', 'application/json; charset=latin-1']) assert.equal((await call('POST', '/v1/message-batches', batch(), { accept })).body.errors[0].code, 'CM_NOT_ACCEPTABLE')
  for (const contentType of ['text/plain', '*/*', 'application/json;charset=latin-1']) assert.equal((await call('POST', '/v1/message-batches', batch(), { 'content-type': contentType })).status, 415)
})

test('tokens and accounts: one 401 for all that is wrong, 403 for who is not onboarded or banned', async () => {
  const { call, state, environment } = start()
  environment.identity.tokens.set('worker', { kind: 'healthcare-worker', userId: '1', aal: 3, roles: [], applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  for (const authorization of ['', 'Bearer', 'junk', 'Bearer xyzcba', 'Bearer worker']) {
    const { status, body } = await call('POST', '/v1/message-batches', batch(), { authorization })
    assert.deepEqual([status, body.errors[0].code, body.errors[0].source], [401, 'CM_DENIED', { header: 'Authorization' }], authorization)
  }
  service.controls.setAccount(state, { applicationId: 'gp-system', onboarded: false })
  assert.equal((await call('POST', '/v1/message-batches', batch())).body.errors[0].code, 'CM_FORBIDDEN')
  service.controls.setAccount(state, { applicationId: 'gp-system', banned: true })
  assert.equal((await call('POST', '/v1/message-batches', batch())).body.errors[0].code, 'CM_SERVICE_BAN')
})

test('methods and paths that the API does not have', async () => {
  const { call } = start()
  assert.equal((await call('GET', '/v1/message-batches')).body.errors[0].code, 'CM_NOT_ALLOWED')
  assert.equal((await call('DELETE', '/v1/messages/x')).status, 405)
  assert.equal((await call('GET', '/v1/nothing')).body.errors[0].code, 'CM_NOT_FOUND')
})

test('a message is followed over its channels until the first delivers, and shows nothing of the patient', async () => {
  const { call, send, state, environment } = start()
  const messageId = await send()
  const status = async () => (await call('GET', `/v1/messages/${messageId}`)).body.data.attributes
  assert.deepEqual([(await status()).messageStatus, (await status()).channels], ['created', undefined])
  service.controls.step(state, { messageId, channel: 'nhsapp', status: 'failed', reason: { words: 'NHS number not found', code: 'PDSV_0004' } }, environment)
  assert.equal((await status()).messageStatus, 'sending')
  service.controls.step(state, { messageId, channel: 'email', status: 'delivered' }, environment)
  const end = await call('GET', `/v1/messages/${messageId}`)
  assert.equal(end.body.data.attributes.messageStatus, 'delivered')
  assert.deepEqual(end.body.data.attributes.channels.map((each: Body) => each.channelStatus), ['failed', 'delivered', 'created', 'created'])
  assert.equal(end.body.data.attributes.channels[0].channelFailureReasonCode, 'CFR_PDSV_0004')
  assert.ok(!JSON.stringify(end.body).includes('9990548609'))
  assert.equal((await call('GET', `/v1/messages/${messageId}`, undefined, { authorization: 'Bearer other' })).status, 404, 'somebody else\'s message')
})

test('a message fails with its last channel, with its recipient, or for want of personalisation', async () => {
  const { call, state, environment, send } = start()
  const outcome = async (messageId: string) => {
    const { messageStatus, messageStatusDescription, messageFailureReasonCode } = (await call('GET', `/v1/messages/${messageId}`)).body.data.attributes
    return [messageStatus, messageStatusDescription, messageFailureReasonCode]
  }
  const byApp = await send(batch({ routingPlanId: '9ba00d23-cd6f-4aca-8688-00abc85a7980' }))
  service.controls.step(state, { messageId: byApp, channel: 'nhsapp', status: 'failed', reason: { words: 'Contact detail is missing', code: 'PDSV_0002' } }, environment)
  assert.deepEqual(await outcome(byApp), ['failed', 'Failed reason: Contact detail is missing', 'MFR_PDSV_0002'])
  const dead = await send(batch({ messageBatchReference: 'b2' }))
  service.controls.enrich(state, { messageId: dead, reason: { words: 'Patient is formally dead', code: 'PDSV_0112' } }, environment)
  assert.deepEqual(await outcome(dead), ['failed', 'Failed reason: Patient is formally dead', 'MFR_PDSV_0112'])
  const bare = await send(batch({ messageBatchReference: 'b3', routingPlanId: '00000000-0000-0000-0000-000000000001' }))
  service.controls.enrich(state, { messageId: bare }, environment)
  assert.equal((await outcome(bare))[0], 'failed')
})

test('NHS App accounts of a practice, in pages', async () => {
  const { call, state } = start()
  service.controls.setPageSize(state, { entries: 2 })
  for (const nhsNumber of ['9990548609', '9990000018', '9990000026']) service.controls.putAppAccount(state, { nhsNumber, practice: 'A99901', notificationsEnabled: nhsNumber === '9990548609' })
  const path = '/channels/nhsapp/accounts'
  const first = await call('GET', `${path}?ods-organisation-code=A99901`)
  assert.deepEqual(first.body.data.attributes.accounts[0], { nhsNumber: '9990548609', notificationsEnabled: true })
  assert.ok(first.body.links.next.endsWith('page=2'))
  assert.equal((await call('GET', `${path}?ods-organisation-code=A99901&page=2`)).body.links.next, undefined)
  const detail = async (query: string) => (await call('GET', `${path}${query}`)).body.errors[0].detail
  assert.equal(await detail(''), 'Missing ODS Code')
  assert.equal(await detail('?ods-organisation-code=!'), 'Invalid ODS Code')
  assert.equal(await detail('?ods-organisation-code=A99901&page=0'), 'page must be a positive non-zero integer')
  assert.equal(await detail('?ods-organisation-code=A99901&page=3'), 'Report not found')
})

test('callbacks are signed over the body with <application id>.<api key>; forged ones are not', async () => {
  const { state, environment, send } = start()
  const seen: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((incoming, outgoing) => {
    let body = ''
    incoming.on('data', (part) => void (body += part)).on('end', () => {
      seen.push({ headers: incoming.headers, body })
      outgoing.writeHead(202).end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    service.controls.setCallback(state, { messageStatusUrl: `${url}/message`, channelStatusUrl: `${url}/channel`, applicationId: 'app', apiKey: 'secret' })
    const messageId = await send()
    service.controls.step(state, { messageId, channel: 'nhsapp', status: 'delivered' }, environment)
    const body = service.controls.draftCallback(state, { messageIds: [messageId] }, environment)
    for (const as of ['nhs-notify', 'nobody', 'knows-api-key', 'reuses-signature'] as const) assert.equal((await service.controls.postCallback(state, { body, as }, environment)).accepted, true)
    const right = seen.map((each) => createHmac('sha256', 'app.secret').update(each.body).digest('hex') === each.headers['x-hmac-sha256-signature'])
    assert.deepEqual(right, [true, false, false, false])
    assert.equal(seen[0]!.headers['x-api-key'], 'secret')
    assert.equal(seen[1]!.headers['x-api-key'], undefined)
    assert.equal(JSON.parse(seen[0]!.body).data[0].meta.idempotencyKey, JSON.parse(seen[3]!.body).data[0].meta.idempotencyKey)
    const channel = service.controls.draftChannelCallback(state, { messageId, channel: 'nhsapp' }, environment)
    await service.controls.postCallback(state, { body: channel }, environment)
    assert.equal(JSON.parse(seen.at(-1)!.body).data[0].attributes.channelStatus, 'delivered')
  } finally {
    server.close()
  }
})

test('every documented error can be asked for', async () => {
  const { call, environment } = start()
  const seen: Record<string, number> = {}
  for (const name of Object.keys(service.errors)) {
    environment.faults.inject({ service: 'nhs-notify', kind: 'error', name })
    const { status, body } = await call('POST', '/v1/message-batches', batch())
    assert.equal(body.errors[0].status, String(status), name)
    seen[status] = (seen[status] ?? 0) + 1
  }
  assert.deepEqual(Object.keys(seen).map(Number), [400, 401, 403, 404, 405, 406, 408, 413, 415, 422, 425, 429, 500, 502, 503, 504])
})
