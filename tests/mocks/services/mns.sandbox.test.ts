import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/mns/service.ts'
import { readSpec } from '../contract.ts'
import { replaySandbox, type Answer } from '../sandbox/replay-sandbox.ts'

const published = (file: string): any => JSON.parse(readSpec('mns/examples-from-oas', `${file}.json`))
/** In the words of the service's tests. */
const NOT_FOUND = { errors: 'Not found' }

replaySandbox('mns', 'mns', async ({ method, path, title, request }) => {
  const app = inProcess([service])
  app.environment.identity.tokens.set('gp', { kind: 'application', applicationId: 'gp', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  const call = async (how: string, where: string, body?: unknown): Promise<Answer> => {
    const response = await app.fetch(`${app.baseUrl}${service.basePath}${where}`, {
      method: how,
      headers: { authorization: 'Bearer gp', 'x-correlation-id': 'c', ...(body !== undefined && { 'content-type': where === '/events' ? 'application/cloudevents+json' : 'application/fhir+json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, ...(text !== '' && { body: JSON.parse(text) }) }
  }

  if (path === '/events') {
    const event = published('POST__events/request/pds-change-of-gp-2')
    if (title === 'Publish an event') return { ours: await call(method, path, { ...event, type: 'example-event-1' }), published: { status: 200, body: { id: event.id } } }
    return { ours: await call(method, path, { ...event, time: 'yesterday' }), published: { status: 400, body: { validationErrors: { time: '#words' } } } }
  }

  const example = published('GET__subscriptions_id/response-200/example')
  // The words are the service's own; a member of this name would pass for the type of a resource.
  const wrong = { status: 400, body: { wrong: ['resourceType'] } }
  const fields = ({ status, body }: Answer): Answer => ({ status, body: { wrong: Object.keys((body as { validationErrors: object }).validationErrors) } })
  const sent = ({ id: _id, ...rest }: any) => ({ ...rest, status: 'requested' })
  if (method === 'POST') {
    const body = published('POST__subscriptions/request/pdsChangeofGPSubscription')
    if (title === 'Subscribe to an event') return { ours: await call(method, path, body), published: { status: 201, body: { id: '#id' } } }
    return { ours: fields(await call(method, path, { ...body, resourceType: 'Patient' })), published: wrong }
  }
  if (path === '/subscriptions') {
    const bundle = published('GET__subscriptions/response-200/example')
    await call('POST', path, sent(bundle.entry[0]))
    return { ours: await call(method, path), published: { status: 200, body: bundle } }
  }

  const { id } = (await call('POST', '/subscriptions', sent(example))).body as { id: string }
  if (title === 'Subscription does not exist') return { ours: await call(method, `/subscriptions/${/[0-9a-f-]{36}/.exec(request)![0]}`, method === 'PUT' ? sent(example) : undefined), published: { status: 404, body: NOT_FOUND } }
  if (method === 'GET') return { ours: await call(method, `/subscriptions/${id}`), published: { status: 200, body: example } }
  if (title === 'Publish a subscription with invalid data') return { ours: fields(await call(method, `/subscriptions/${id}`, { ...sent(example), resourceType: 'Patient' })), published: wrong }
  if (title === 'Matching subscription already exists') {
    const other = (await call('POST', '/subscriptions', { ...sent(example), criteria: 'eventType=pds-death-notification-2' })).body as { id: string }
    return { ours: await call(method, `/subscriptions/${other.id}`, sent(example)), published: { status: 409, body: JSON.parse(JSON.stringify(published('POST__subscriptions/response-409/example')).replace(/[0-9a-f-]{36}/, id)) } }
  }
  return { ours: await call(method, `/subscriptions/${id}`, method === 'PUT' ? { ...sent(example), reason: 'Another' } : undefined), published: { status: 204 } }
})
