import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { service } from '../../../mocks/services/bars/service.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'
import { booking, inBase64, PHARMACY, properHeaders, referral, refusalIn, start, URGENT, type Body } from './bars-caller.ts'

const FOLDER = 'bars'
const EXAMPLES = 'examples-1.4.0'
const published = (...parts: string[]): Body => JSON.parse(readSpec(FOLDER, EXAMPLES, ...parts).replace(/^\uFEFF/, ''))

/** A receiver as the published messages name it: 111111111, which takes all that there is. */
function publishedWorld() {
  const world = start()
  const { state } = world
  state.receivers.set('111111111', { ...state.receivers.get(URGENT)!, serviceId: '111111111', messages: ['servicerequest-request', 'booking-request', 'servicerequest-response'] })
  state.slots.set('deb4c4b3-870b-4599-84df-5e54cef7afda', { id: 'deb4c4b3-870b-4599-84df-5e54cef7afda', serviceId: '111111111', start: Date.parse('2021-10-06T10:00:00Z'), end: Date.parse('2021-10-06T11:00:00Z'), status: 'free' })
  world.environment.clock.set(Date.parse('2021-10-05T10:00:00Z'))
  return world
}

/** The NHS number of two published messages has a wrong check digit, for which a receiver refuses them. */
const withNumber = (message: Body): Body => JSON.parse(JSON.stringify(message).replaceAll('3478526985', '9990548609'))

const shapeOf = ({ resourceType, issue }: Body) => JSON.stringify([resourceType, (issue ?? []).map(({ severity, code, details }: Body) => [severity, code, details.coding[0].system, details.coding[0].code])])

describe('BaRS contract', { skip: withoutSpecs }, () => {
  it('published requests are taken in, and what is wrong with them by the letter is noted', async () => {
    const { send, violations } = publishedWorld()
    const outcomes: Record<string, unknown> = {}
    for (const file of ['POST-body.json', 'request/ValidationRequest (POST) .json', 'request/ValidationResponse (POST) .json']) {
      const message = withNumber(published('process_message', ...file.split('/')))
      const { status, body } = await send(message, '111111111')
      outcomes[file] = [status, body.issue?.[0]?.diagnostics, violations()]
    }
    assert.deepEqual(outcomes, {
      // Its time is not that of its slot, as published.
      'POST-body.json': [200, undefined, ['slot-time']],
      // No message in the examples names its use case.
      'request/ValidationRequest (POST) .json': [200, undefined, ['use-case']],
      'request/ValidationResponse (POST) .json': [200, undefined, []],
    })
  })

  it('a response to a message has what the published one has', async () => {
    const { send } = publishedWorld()
    const { body } = await send(withNumber(published('process_message', 'request', 'ValidationRequest (POST) .json')), '111111111')
    const wanted = published('process_message', 'response', 'ValidationRequest (HTTP Response) .json')
    assert.equal(body.id, wanted.id)
    const [header, request] = [body, wanted].map(({ entry }) => entry.slice(0, 2).map(({ resource }: Body) => Object.keys(resource)))
    // Left out by the example, or published with it only: our ServiceRequest keeps what was sent, and says in which version.
    for (const [at, names] of request!.entries()) assert.deepEqual(names.filter((name: string) => !header![at].includes(name) && !['reasonCode', 'authoredOn'].includes(name)), [])
    assert.equal(published('process_message', 'POST-success.json').entry[0].resource.resourceType, 'MessageHeader')
  })

  it('answers keep the published schemas', async () => {
    const api = new OpenApi(FOLDER, 'openapi-1.4.0.json')
    const { call, send, state } = start()
    const problems = (path: string, { status, text, body }: { status: number; text: string; body: Body }, method = 'get') => {
      assert.equal(status, 200, text)
      return api.response(path, method, '200')(body)
    }
    // An object in FHIR and in the published example.
    assert.deepEqual(problems('/metadata', await call('GET', '/metadata')), ['/rest/0/security must be array'])
    const definitions = await call('GET', `/MessageDefinition?context=https://fhir.nhs.uk/Id/dos-service-id|${PHARMACY}`)
    assert.deepEqual(problems('/MessageDefinition', definitions), [])
    const sent = await send(referral())
    // "meta" and other elements are closed in the schema, and published examples break it likewise; resources of all kinds are held to one.
    const closed = (problem: string) => !/must NOT have additional properties|must match format "url"/.test(problem)
    assert.deepEqual(problems('/$process-message', sent, 'post').filter(closed), [])
    const { id } = sent.body.entry[1].resource
    assert.deepEqual(problems('/ServiceRequest', await call('GET', '/ServiceRequest?patient:identifier=9990548609')).filter(closed), [])
    assert.deepEqual(problems('/ServiceRequest/{id}', await call('GET', `/ServiceRequest/${id}`)).filter(closed), [])
    const [slot] = [...state.slots.values()].filter(({ serviceId }) => serviceId === URGENT)
    const booked = await send(booking({ slot: { id: slot!.id, start: new Date(slot!.start).toISOString(), end: new Date(slot!.end).toISOString() } }), URGENT)
    assert.deepEqual(problems('/Appointment/{id}', await call('GET', `/Appointment/${booked.body.entry[1].resource.id}`, { to: URGENT })).filter(closed), [])
    assert.deepEqual(problems('/Appointment', await call('GET', '/Appointment?patient:identifier=9990548609', { to: URGENT })).filter(closed), [])
    assert.deepEqual(problems('/HealthcareService', await call('GET', '/HealthcareService?HealthcareService.providedBy=FZ901')).filter(closed), [])
    assert.deepEqual(problems('/Endpoint', await call('GET', '/Endpoint?Endpoint.identifier=PHARM.1')).filter(closed), [])
  })

  it('every published refusal can be had, with its code, its issue and its code system', async () => {
    const { call, environment } = start()
    const ours = new Set<string>()
    for (const name of Object.keys(service.errors)) {
      environment.faults.inject({ service: 'bars', kind: 'error', name })
      ours.add(shapeOf((await call('GET', '/metadata')).body))
    }
    const missing = specFiles(FOLDER, /examples-1\.4\.0\/(OperationOutcome\/(PROXY-NONE|REC|SEND)\/.*|[\w-]+)\.json$/)
      .filter((file) => !/200_|201_|_status/.test(file))
      .map((file) => [file, JSON.parse(readSpec(FOLDER, file)) as Body] as const)
      .filter(([, body]) => !ours.has(shapeOf(body)))
    assert.deepEqual(missing.map(([file]) => file), [])
  })

  it('every documented code can be had under its status', () => {
    const text = readSpec(FOLDER, 'openapi-1.4.0.json')
    const rows = new Set([...text.matchAll(/\| (\d{3}) +\| ([A-Z_]+) +\|/g)].map(([, status, code]) => `${status} ${code}`))
    const { environment } = start()
    const had = new Set(
      Object.values(service.errors).map((error) => {
        const { status, body } = error({ state: environment.stateOf(service) } as Parameters<typeof error>[0])
        return `${status} ${JSON.parse(String(body)).issue[0].details.coding[0].code}`
      }),
    )
    assert.ok(rows.size > 20)
    assert.deepEqual([...rows].filter((row) => !had.has(row)).sort(), [])
  })

  it('older versions of the core are spoken where the receiver speaks them, and have no other operations', async () => {
    const { call, state } = start()
    state.receivers.get(PHARMACY)!.versions = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0']
    for (const version of ['1.1.0', '1.2.0', '1.3.0', '1.4.0']) {
      assert.equal((await call('GET', '/metadata', { headers: { accept: `application/fhir+json; version=${version}` } })).status, 200, version)
      const { paths } = JSON.parse(readSpec(FOLDER, `openapi-${version}.json`)) as { paths: Record<string, object> }
      const there = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).filter((method) => /^(get|post|put|patch|delete)$/.test(method)).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, ':id')}`))
      const ours = service.routes.map(({ method, path }) => `${method} ${path}`)
      // The catalogue is written by suppliers when they are onboarded: see gaps.md.
      const missing = there.filter((operation) => !ours.includes(operation) && !/^(POST|PUT|DELETE|PATCH) \/(Endpoint|HealthcareService|Organization)|\$template|^GET \/_status|\/Organization/.test(operation))
      assert.deepEqual(missing, [], version)
    }
  })

  it('published resources for reading are of the kinds that are held, and bodies for the alpha are not implemented', async () => {
    const { call } = start()
    for (const kind of ['Appointment', 'ServiceRequest'])
      for (const [method, file] of [['PUT', 'PUT-body.json'], ['PATCH', 'PATCH-body.json']] as const) {
        const folder = kind === 'Appointment' ? 'appointment' : 'service_request'
        const body = published(folder, file)
        assert.equal(refusalIn(await call(method, `/${kind}/${body.id}`, { body })), '501 REC_NOT_IMPLEMENTED not-supported')
      }
    assert.equal(published('appointment', 'GET-success.json').resourceType, 'Bundle')
    assert.equal(published('service_request', 'GET-success.json').entry[0].resourceType, 'ServiceRequest', 'without "resource", as published; ours has it')
  })

  it('pointers: the published update lacks nothing but an organisation of ours; the published creation is empty', async () => {
    const { call } = start()
    assert.equal(refusalIn(await call('POST', '/DocumentReference', { body: published('document_reference', 'POST-body.json') })), '400 BAD_REQUEST required')
    const body = published('document_reference', 'id', 'PUT-body.json')
    assert.equal((await call('POST', '/DocumentReference', { body })).status, 201)
    const pointer = published('document_reference', 'id', 'GET-success.json')
    assert.deepEqual([pointer.resourceType, published('document_reference', 'POST-success.json').resourceType], ['DocumentReference', 'DocumentReference'])
    // As published it is no JSON.
    assert.throws(() => published('document_reference', 'GET-success.json'), SyntaxError)
    for (const [file, code] of [['201_POST.json', 'RESOURCE_CREATED'], ['200_PUT.json', 'RESOURCE_UPDATED'], ['200_DELETE.json', 'RESOURCE_REMOVED']] as const) assert.equal(published(file).issue[0].details.coding[0].code, code)
  })

  it('the published examples of headers are read', async () => {
    const { call } = start()
    const { components } = JSON.parse(readSpec(FOLDER, 'openapi-1.4.0.json')) as { components: { schemas: Record<string, { example: string }> } }
    const { schemas } = components
    const headers = {
      'nhsd-end-user-organisation': schemas['RequestingOrganisationToken']!.example,
      'nhsd-requesting-software': schemas['RequestingSoftwareToken']!.example,
    }
    assert.equal((await call('GET', '/metadata', { headers })).status, 200)
    const target = schemas['TargetIdentifier']!.example
    assert.equal(refusalIn(await call('GET', '/metadata', { headers: { 'nhsd-target-identifier': target } })), '404 PROXY_NOT_FOUND not-found')
    // The published practitioner is a PractitionerRole in the text, and "string" in the example.
    assert.equal(refusalIn(await call('GET', '/metadata', { headers: { 'nhsd-requesting-practitioner': schemas['RequestingPractitionerToken']!.example } })), '400 SEND_BAD_REQUEST invalid')
    assert.notEqual(properHeaders(PHARMACY)['nhsd-target-identifier'], inBase64({}))
  })
})
