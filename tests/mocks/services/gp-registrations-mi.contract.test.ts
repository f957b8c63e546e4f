import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { errors } from '../../../mocks/services/gp-registrations-mi/errors.ts'
import { service } from '../../../mocks/services/gp-registrations-mi/service.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'

const FOLDER = 'gp-registrations-mi'

function start() {
  const app = inProcess([service])
  app.environment.identity.applications.set('k', { id: 'k', secret: 's', jwks: undefined, redirectUris: [] })
  const post = async (path: string, body: unknown) => {
    const response = await app.fetch(`${app.baseUrl}/gp-registrations-mi${path}`, { method: 'POST', headers: { apikey: 'k', 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return { status: response.status, body: await response.json() }
  }
  return { ...app, post }
}

describe('GP registrations MI contract', { skip: withoutSpecs }, () => {
  it('has the published events, and no others', () => {
    const { paths } = JSON.parse(readSpec(FOLDER, 'openapi.json')) as { paths: Record<string, object> }
    assert.deepEqual(service.routes.map(({ path }) => path).sort(), Object.keys(paths).sort())
  })

  it('takes every published example request', async () => {
    const { post, environment } = start()
    const files = specFiles(`${FOLDER}/examples-from-oas`, /(request|from-description)\/.*\.json$/)
    assert.equal(files.length, 16)
    for (const file of files) {
      const path = `/${/POST__([\w-]+)/.exec(file)![1]}`
      const { status, body } = await post(path, JSON.parse(readSpec(FOLDER, 'examples-from-oas', file)))
      // Put together from the schema field by field; not published bodies. One lacks a reason that the words demand, the other has a
      // number where the schema has a string.
      const odd: Record<string, string> = {
        'POST__document-responses/request/synthesised-from-schema.json': 'payload.documentMigration.reason: must not be empty',
        'POST__ehr-degrades/request/synthesised-from-schema.json': 'payload.degrades.0.coding.0.code: must be string',
      }
      if (odd[file] !== undefined) {
        assert.deepEqual(body.errors, [odd[file]])
        continue
      }
      assert.equal(status, 200, `${file}: ${JSON.stringify(body)}`)
      const rules = environment.journal.read().at(-1)!.violations.map(({ rule }) => rule)
      // Examples that say otherwise than the words beside them: the requesting practice reports what the sending one is to
      // report, and bodies put together field by field have practices that do not belong together.
      assert.deepEqual(rules.filter((rule) => rule !== 'wrong-reporter'), [], file)
    }
  })

  it('takes the event that has no payload, of which no example is published', async () => {
    const { post } = start()
    const { payload: _of, ...common } = JSON.parse(readSpec(FOLDER, 'examples-from-oas/POST__registrations/from-description/block-1.json'))
    const event = { ...common, payload: {} }
    const { status, body } = await post('/ready-to-integrate-statuses', event)
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(new OpenApi(FOLDER, 'openapi.json').response('/ready-to-integrate-statuses', 'post', '200')(body), [])
  })

  it('takes nothing that the published schema refuses', async () => {
    const { post } = start()
    const api = new OpenApi(FOLDER, 'openapi.json')
    for (const file of specFiles(`${FOLDER}/examples-from-oas`, /from-description\/.*\.json$/)) {
      const path = `/${/POST__([\w-]+)/.exec(file)![1]}`
      const example = JSON.parse(readSpec(FOLDER, 'examples-from-oas', file)) as Record<string, unknown>
      const published = api.request(path, 'post')
      // Some examples break their own schema; then there is nothing to compare.
      if (published(example).length > 0) continue
      for (const name of Object.keys(example)) {
        const { [name]: _gone, ...without } = example
        const { status } = await post(path, without)
        assert.equal(status === 400, published(without).length > 0, `${path} without ${name}`)
      }
    }
  })

  it('answers in the published form', async () => {
    const { post } = start()
    const api = new OpenApi(FOLDER, 'openapi.json')
    const example = JSON.parse(readSpec(FOLDER, 'examples-from-oas/POST__registrations/from-description/block-1.json'))
    assert.deepEqual(api.response('/registrations', 'post', '200')((await post('/registrations', example)).body), [])
    assert.deepEqual(api.response('/registrations', 'post', '400')((await post('/registrations', {})).body), [])
    assert.deepEqual(JSON.parse(String(errors.BAD_REQUEST().body)), JSON.parse(readSpec(FOLDER, 'examples/responses/badRequest.json')))
    assert.deepEqual(JSON.parse(String(errors.INTERNAL_SERVER_ERROR().body)), JSON.parse(readSpec(FOLDER, 'examples/responses/internalServerError.json')))
  })
})
