import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import type { ChannelView } from '../../../mocks/services/nhs-notify/message.ts'
import { service } from '../../../mocks/services/nhs-notify/service.ts'
import type { RoutingPlan } from '../../../mocks/services/nhs-notify/state.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'

// Published bodies of every shape are read here.
type Body = Record<string, any>

const published = (...parts: string[]): Body => JSON.parse(readSpec('nhs-notify', ...parts))
const PLAN = '9ba00d23-cd6f-4aca-8688-00abc85a7980'

function start() {
  const app = inProcess([service])
  app.environment.identity.tokens.set('t', { kind: 'application', applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  const state = app.environment.stateOf(service)
  service.controls.setAccount(state, { applicationId: 'gp-system', maySetContactDetails: true })
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await app.fetch(`${app.baseUrl}/comms${path}`, { method, headers: { authorization: 'Bearer t', 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) })
    return { status: response.status, body: (await response.json()) as Body }
  }
  return { ...app, state, call }
}

const api = withoutSpecs ? undefined : new OpenApi('nhs-notify', 'openapi.json')
if (api) mend(api.document)
const PATHS = { '/v1/message-batches': 'post', '/v1/messages': 'post', '/v1/messages/{messageId}': 'get', '/channels/nhsapp/accounts': 'get' } as const

describe('NHS Notify contract', { skip: withoutSpecs }, () => {
  it('the example requests are taken in, and answers keep the published schemas', async () => {
    const { call, state, environment } = start()
    const batch = await call('POST', '/v1/message-batches', published('examples-from-oas', 'POST__v1_message-batches', 'request', 'synthesised-from-schema.json'))
    assert.equal(batch.status, 201, JSON.stringify(batch.body))
    assert.deepEqual(api!.response('/v1/message-batches', 'post', '201')(batch.body), [])
    const single = await call('POST', '/v1/messages', published('examples-from-oas', 'POST__v1_messages', 'request', 'synthesised-from-schema.json'))
    assert.equal(single.status, 201)
    assert.deepEqual(api!.response('/v1/messages', 'post', '201')(single.body), [])
    const messageId = single.body.data.id
    service.controls.step(state, { messageId, channel: 'nhsapp', status: 'failed', supplierStatus: 'rejected', reason: { words: 'NHS number not found', code: 'PDSV_0004' } }, environment)
    assert.deepEqual(api!.response('/v1/messages/{messageId}', 'get', '200')((await call('GET', `/v1/messages/${messageId}`)).body), [])
    service.controls.putAppAccount(state, { nhsNumber: '9990548609', practice: 'A99901', notificationsEnabled: true })
    assert.deepEqual(api!.response('/channels/nhsapp/accounts', 'get', '200')((await call('GET', '/channels/nhsapp/accounts?ods-organisation-code=A99901')).body), [])
    const callback = service.controls.draftCallback(state, { messageIds: [messageId] }, environment)
    assert.deepEqual(api!.request('/<client-provided-message-status-URI>', 'post')(callback), [])
    assert.deepEqual(api!.request('/<client-provided-channel-status-URI>', 'post')(service.controls.draftChannelCallback(state, { messageId, channel: 'nhsapp' }, environment)), [])
  })

  it('every published status of every operation can be had, and keeps its schema', async () => {
    const { call, environment } = start()
    const document = api!.document as { paths: Record<string, Record<string, { responses: Record<string, unknown> }>> }
    const missing: string[] = []
    for (const [path, method] of Object.entries(PATHS)) {
      const had = new Set<string>()
      for (const name of Object.keys(service.errors)) {
        // Errors of what is sent, with members that reading does not have.
        if (method === 'get' && /ROUTING_PLAN|NHS_NUMBER/.test(name)) continue
        environment.faults.inject({ service: 'nhs-notify', kind: 'error', name })
        const { status, body } = await call(method.toUpperCase(), path.replace('{messageId}', 'x'), method === 'post' ? {} : undefined)
        if (!(String(status) in document.paths[path]![method]!.responses)) continue
        had.add(String(status))
        // The schemas name the codes of each operation; a fault may ask for one that belongs to another.
        assert.deepEqual(api!.response(path, method, String(status))(body).filter((problem) => !/allowed values|constant|must NOT have more than|must match/.test(problem)), [], `${path} ${name}`)
      }
      missing.push(...Object.keys(document.paths[path]![method]!.responses).filter((status) => !status.startsWith('2') && !had.has(status)).map((status) => `${path} ${status}`))
    }
    assert.deepEqual(missing, [])
  })

  it('error bodies are the published ones, but for their ids', async () => {
    const { call, environment } = start()
    const files = specFiles('nhs-notify/examples-from-oas', /response-[45]\d\d\/.*\.json$/)
    assert.ok(files.length > 15)
    const byCode = new Map<string, string>()
    for (const name of Object.keys(service.errors)) {
      environment.faults.inject({ service: 'nhs-notify', kind: 'error', name })
      for (const error of (await call('POST', '/v1/message-batches', {})).body.errors as Body[]) byCode.set(`${error.code} ${error.status} ${error.title} ${error.detail}`, name)
    }
    for (const file of files) for (const error of published('examples-from-oas', file).errors as Body[]) assert.ok(byCode.has(`${error.code} ${error.status} ${error.title} ${error.detail}`), `${file}: ${error.code} ${error.detail}`)
  })

  it('the sandbox messages can be brought about, and read as published', async () => {
    for (const file of specFiles('nhs-notify/sandbox-messages', /\.json$/)) {
      const { attributes } = published('sandbox-messages', file).data
      const channels = (attributes.channels ?? []) as ChannelView[]
      // Secondary cascades and overrides are not made here: see gaps.md.
      if (channels.some((each) => each.cascadeType === 'secondary' || each.routingPlan.type === 'override')) continue
      const { call, state, environment } = start()
      const plan: RoutingPlan = { id: PLAN, name: 'plan', channels: channels.map(({ type }) => type), personalisation: [] }
      service.controls.putPlan(state, plan)
      const sent = await call('POST', '/v1/messages', { data: { type: 'Message', attributes: { routingPlanId: PLAN, messageReference: attributes.messageReference, recipient: { nhsNumber: '9990548609' }, originator: { odsCode: 'A99901' } } } })
      const messageId = sent.body.data.id
      const reason = (words: string | undefined, code: string | undefined) => words && { reason: { words: words.replace('Failed reason: ', ''), ...(code && { code: code.slice(4) }) } }
      service.controls.enrich(state, { messageId, ...(channels.length === 0 && reason(attributes.messageStatusDescription, attributes.messageFailureReasonCode)) } as never, environment)
      for (const { type, channelStatus, channelStatusDescription, channelFailureReasonCode, retryCount } of channels) {
        if (channelStatus === 'created') continue
        service.controls.step(state, { messageId, channel: type, status: channelStatus, ...reason(channelStatusDescription, channelFailureReasonCode), ...(retryCount !== undefined && { retryCount }) } as never, environment)
      }
      const ours = (await call('GET', `/v1/messages/${messageId}`)).body.data.attributes
      assert.deepEqual(comparable(ours), comparable(attributes), file)
    }
  })
})

/** Without ids, times, plan and the look-ups' details, which are of their place and day. */
function comparable({ channels = [], timestamps, routingPlan: _plan, metadata: _metadata, ...rest }: Body): Body {
  // One sandbox message lacks the time of its look-up; every other has it.
  return { ...rest, times: Object.keys(timestamps).filter((name) => name !== 'enriched').sort(), channels: channels.map(({ timestamps: times, routingPlan: _of, metadata: _found, ...channel }: Body) => ({ ...channel, times: Object.keys(times) })) }
}

/** The document gives a member of the callbacks the type "date-time", which JSON Schema does not have: a text is meant. */
function mend(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const schema = value as { type?: unknown }
  if (schema.type === 'date-time') schema.type = 'string'
  for (const member of Object.values(value)) mend(member)
}
