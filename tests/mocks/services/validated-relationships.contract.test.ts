import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { errors } from '../../../mocks/services/validated-relationships/errors.ts'
import { service } from '../../../mocks/services/validated-relationships/service.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'

const FOLDER = 'validated-relationships'
const BASE = '/validated-relationships/FHIR/R4'

/** The body of a published example; nothing for the one file that is empty. */
const example = (...parts: string[]): any => {
  const document = parse(readSpec(FOLDER, 'examples', ...parts)) as Record<string, { value: unknown }> | null
  return document && Object.values(document)[0]!.value
}

function start() {
  const app = inProcess([service])
  const { environment } = app
  const grant = { applicationId: 'app', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('p', { ...grant, kind: 'patient', nhsNumber: '9000000009', proofing: 'P9' })
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await app.fetch(`${app.baseUrl}${BASE}${path}`, {
      method,
      headers: { authorization: 'Bearer p', 'x-request-id': crypto.randomUUID(), 'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  return { ...app, call, state: environment.stateOf(service), environment }
}

describe('validated relationships contract', { skip: withoutSpecs }, () => {
  it('has every published operation', () => {
    const { paths } = JSON.parse(readSpec(FOLDER, 'openapi.json')) as { paths: Record<string, object> }
    const methods = ['get', 'post', 'put', 'patch', 'delete']
    const published = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).filter((key) => methods.includes(key)).map((method) => `${method.toUpperCase()} ${path.replace('{id}', ':id')}`))
    assert.deepEqual(service.routes.map(({ method, path }) => `${method} ${path}`).sort(), published.sort())
  })

  it('has every documented code, under its status', () => {
    const rows = new Set([...readSpec(FOLDER, 'openapi.json').matchAll(/\| (\d{3}) +\| `([A-Z_]+)` *\|/g)].map(([, status, code]) => `${code} ${status}`))
    assert.ok(rows.size > 40)
    // These have two statuses, one for each kind of resource; the path of a patch is 422 in the table and 400 in the sandbox's rows.
    const two = ['INVALID_IDENTIFIER_VALUE 400', 'INVALID_IDENTIFIER_SYSTEM 400', 'INVALID_PATCH_PATH 422']
    const differ = [...rows].filter((row) => {
      const [code, status] = row.split(' ') as [keyof typeof errors, string]
      return errors[code]?.().status !== Number(status)
    })
    assert.deepEqual(differ.sort(), two.sort())
  })

  it('words its errors as published', () => {
    const files = specFiles(`${FOLDER}/examples/responses`, /errors\/.*\.yaml$/)
    assert.ok(files.length > 40)
    for (const file of files.filter((each) => !each.startsWith('GET_QuestionnaireResponse'))) {
      for (const issue of example('responses', file).issue) {
        const [{ code, system, version }] = issue.details.coding
        const ours = JSON.parse(String(errors[code as keyof typeof errors]?.().body)).issue[0]
        assert.deepEqual([ours.code, ours.severity, ours.details.coding[0].system, ours.details.coding[0].version], [issue.code, issue.severity, system, String(version)], file)
      }
    }
  })

  it('words the errors of reading a request for access as published, in a code system of their own', async () => {
    const { call } = start()
    const read = async (id: string) => (await call('GET', `/QuestionnaireResponse/${id}`)).body
    const folder = ['responses', 'GET_QuestionnaireResponse', 'errors'] as const
    assert.deepEqual(await read('INVALID'), example(...folder, 'invalid_access_request_id.yaml'))
    assert.deepEqual(await read('60d09b82-f4bb-41f9-b41e-767999b4ac9b'), example(...folder, 'questionnaire_response_not_found.yaml'))
    // The sandbox answers a missing id with METHOD_NOT_ALLOWED; the example of BAD_REQUEST is of an address that no router lets through.
  })

  it('takes every published request to create a role or to ask for one', async () => {
    for (const file of specFiles(`${FOLDER}/examples/requests`, /^POST_.*\.yaml$/)) {
      const { call } = start()
      const path = file.startsWith('POST_Consent') ? '/Consent' : '/QuestionnaireResponse'
      const { status, body } = await call('POST', path, example('requests', file))
      assert.equal(status, path === '/Consent' ? 201 : 200, `${file}: ${JSON.stringify(body)}`)
    }
  })

  it('is sent in those tests what the examples in the document itself are, too', () => {
    const sent = specFiles(`${FOLDER}/examples/requests`, /\.yaml$/).map((file) => example('requests', file))
    const inDocument = specFiles(`${FOLDER}/examples-from-oas`, /\/request\/(?!synthesised).*\.json$/)
    assert.ok(inDocument.length > 8)
    for (const file of inDocument) assert.ok(sent.some((body) => isDeepStrictEqual(body, JSON.parse(readSpec(FOLDER, 'examples-from-oas', file)))), file)
  })

  it('takes every published patch', async () => {
    const { environment } = start()
    const files = specFiles(`${FOLDER}/examples/requests`, /^PATCH_.*\.yaml$/)
    for (const file of files) {
      const patches = example('requests', file)
      // replace_legal_basis.yaml is empty as published.
      if (!patches) continue
      const { call, state } = start()
      const status = JSON.stringify(patches).includes('"value":"active"') ? 'proposed' : 'active'
      const { id } = service.controls.putConsent(state, { proxy: '9000000017', patient: '9000000009', status }, environment)
      const answer = await call('PATCH', `/Consent/${id}`, patches)
      assert.equal(answer.status, 200, `${file}: ${JSON.stringify(answer.body)}`)
    }
  })

  it('answers in the published form', async () => {
    const { call, state, environment } = start()
    const api = new OpenApi(FOLDER, 'openapi.json')
    const resource = example('responses/GET_Consent/single-mother-child-relationship.yaml').entry[0].resource
    service.controls.putConsent(state, { id: '39df03a2-1b14-4d19-b1dc-d5d8cbf96948', resource }, environment)
    const { body } = await call('GET', '/Consent?performer:identifier=9000000019&patient:identifier=9000000009')
    assert.equal(body.total, 1)
    assert.deepEqual(body.entry[0].resource, { ...resource, id: '39df03a2-1b14-4d19-b1dc-d5d8cbf96948' })
    // The published role has dates where its schema has instants; one that is made here keeps the schema.
    const own = start()
    service.controls.putConsent(own.state, { proxy: '9000000019', patient: '9000000009' }, own.environment)
    assert.deepEqual(api.response('/Consent', 'get', '200')((await own.call('GET', '/Consent?performer:identifier=9000000019')).body), [])
    assert.deepEqual(api.response('/Consent', 'get', '4XX')((await call('GET', '/Consent')).body), [])
    service.controls.putRelationship(state, { proxy: '9000000017', patient: '9000000009' }, environment)
    assert.deepEqual(api.response('/RelatedPerson', 'get', '200')((await call('GET', '/RelatedPerson?identifier=9000000017')).body), [])
  })

  it('answers the searches of the sandbox as published', async () => {
    const table = (JSON.parse(readSpec(FOLDER, 'sandbox-scenarios.json')) as { method: string; path: string; rows: { Scenario: string; Request: string; Response: string }[] }[]).filter(({ method, path }) => method === 'GET' && !path.includes('{'))
    const { call, state } = start()
    service.controls.putTrouble(state, { nhsNumber: '9000000999', trouble: 'invalidated' })
    service.controls.putTrouble(state, { nhsNumber: '9000000012', trouble: 'no-practice' })
    let rows = 0
    for (const { path, rows: all } of table) {
      for (const { Scenario, Request, Response } of all) {
        rows++
        const status = Number(/HTTP Status (\d{3})/.exec(Response)?.[1])
        const code = /([A-Z_]{6,}) (?:error response|message)/.exec(Response)?.[1]
        // The sandbox's rows for roles name `identifier` for short, and their "missing identifier" gives the patient's, which the words
        // of the operation allow: it is asked without any.
        const query = Scenario === 'Missing identifier' ? '' : [...Request.matchAll(/`([^`]*)`/g)].map(([, text]) => text).join('&')
        const asked = path === '/Consent' ? query.replace(/(^|&)identifier=/, '$1performer:identifier=') : query
        const answer = await call('GET', `${path}?${asked}`)
        assert.equal(answer.status, status, `${path}: ${Scenario}`)
        if (code) assert.equal(answer.body.issue[0].details.coding[0].code, code, `${path}: ${Scenario}`)
      }
    }
    assert.equal(rows, 34)
  })
})
