import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { errors } from '../../../mocks/services/pathology/errors.ts'
import { service } from '../../../mocks/services/pathology/service.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'

const FOLDER = 'pathology-reporting'
const EXAMPLES = 'examples-from-oas/POST__FHIR_R4_Bundle'

function start() {
  const app = inProcess([service])
  app.environment.identity.tokens.set('lab', { kind: 'application', applicationId: 'lab', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  const post = async (body: unknown) => {
    const headers = { authorization: 'Bearer lab', 'content-type': 'application/fhir+json', 'x-request-id': 'abafd190-3678-425c-94f5-d1d7dc595142' }
    const response = await app.fetch(`${app.baseUrl}${service.basePath}/Bundle`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return { ...app, post }
}

const example = (name: string) => JSON.parse(readSpec(FOLDER, EXAMPLES, name)) as Record<string, unknown>
const shape = { resourceType: 'Bundle', type: 'document' }

describe('pathology reporting contract', { skip: withoutSpecs }, () => {
  it('has the published operations, and no others', () => {
    const { paths } = JSON.parse(readSpec(FOLDER, 'openapi.json')) as { paths: Record<string, object> }
    assert.deepEqual(service.routes.map(({ method, path }) => `${method} /FHIR/R4${path}`), Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`)))
  })

  it('takes every published example, and answers as published', async () => {
    const { post, environment } = start()
    const files = specFiles(FOLDER, /\/request\//)
    assert.deepEqual(files, [`${EXAMPLES}/request/schema-example.json`])
    const { status, body } = await post(example('request/schema-example.json'))
    assert.deepEqual([status, environment.journal.read().at(-1)!.violations], [200, []])
    assert.deepEqual(new OpenApi(FOLDER, 'openapi.json').response('/FHIR/R4/Bundle', 'post', '200')(body), [])
    const published = example('response-200/Example_success_response.json')
    assert.deepEqual([body['entry'], Object.keys(body['meta'] as object)], [published['entry'], Object.keys(published['meta'] as object)])
  })

  it('refuses as published, word for word', async () => {
    const { post } = start()
    const api = new OpenApi(FOLDER, 'openapi.json')
    const { status, body } = await post({ ...shape, type: 'collection' })
    assert.equal(status, 400)
    assert.deepEqual(body, example('response-400/Example_Validation_Error_response.json'))
    for (const [name, status] of [['invalidBundle', '400'], ['internalServerError', '500']] as const) assert.deepEqual(api.response('/FHIR/R4/Bundle', 'post', status)(JSON.parse(String(errors[name]().body))), [])
    assert.deepEqual(JSON.parse(String(errors.internalServerError().body)), example('response-500/Example_Internal_Error_response.json'))
  })

  it('refuses what the published schema refuses of its own example', async () => {
    const { post } = start()
    const published = new OpenApi(FOLDER, 'openapi.json').request('/FHIR/R4/Bundle', 'post')
    const sent = example('request/schema-example.json') as { entry: { fullUrl?: string; resource: Record<string, unknown> }[] }
    const without = (at: number, member: string) => sent.entry.map((entry, place) => (place === at ? { ...entry, resource: { ...entry.resource, [member]: undefined } } : entry))
    const changes: Record<string, unknown>[] = [
      { resourceType: 'Patient' },
      { type: 'message' },
      { entry: undefined },
      { entry: sent.entry.map(({ resource }) => ({ resource })) },
      { entry: without(0, 'subject') },
      { entry: without(1, 'requester') },
      { entry: without(2, 'organization') },
      { entry: without(3, 'identifier') },
    ]
    for (const change of changes) {
      // Undefined members go as JSON leaves them out.
      const body = JSON.parse(JSON.stringify({ ...sent, ...change })) as Record<string, unknown>
      assert.notDeepEqual(published(body), [], JSON.stringify(Object.keys(change)))
      assert.equal((await post(body)).status, 400)
    }
  })
})
