import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { errors } from '../../../mocks/services/healthcare-worker/errors.ts'
import { service } from '../../../mocks/services/healthcare-worker/service.ts'
import { OpenApi, readSpec, withoutSpecs } from '../contract.ts'

describe('healthcare worker contract', { skip: withoutSpecs }, () => {
  it('has the published operation and every published status', () => {
    const { paths } = JSON.parse(readSpec('healthcare-worker', 'openapi.json')) as { paths: Record<string, { get: { responses: object } }> }
    assert.deepEqual(Object.keys(paths), service.routes.map(({ path }) => path))
    const ours = Object.values(errors).map((error) => String(error().status))
    assert.deepEqual(Object.keys(paths['/Worker']!.get.responses).filter((status) => status !== '200' && !ours.includes(status)), [])
  })

  it('answers in the published form', async () => {
    const app = inProcess([service])
    const { identity } = app.environment
    identity.applications.set('k', { id: 'k', secret: 's', jwks: undefined, redirectUris: [] })
    identity.workers.set('123456789012', {
      id: '123456789012',
      username: 'jane',
      title: 'Ms',
      given: 'Jane Alison',
      family: 'Smith',
      aal: 3,
      roles: [{ id: '567890123456', code: 'S0010:G0020:R0260', name: '"Clinical":"Clinical Provision":"General Medical Practitioner"', organisation: 'G7125085', activities: [] }],
      professionalCodes: {},
    })
    service.controls.putOrganisation(app.environment.stateOf(service), { odsCode: 'G7125085', name: 'The Crookes Practice', since: '2021-01-31' })
    const response = await app.fetch(`${app.baseUrl}/healthcare-worker/Worker?identifier=123456789012`, { headers: { apikey: 'k', 'x-correlation-id': '6d3d3674-7ce5-11ec-90d6-0242ac120003' } })
    const body = await response.json()
    assert.deepEqual(new OpenApi('healthcare-worker', 'openapi.json').response('/Worker', 'get', '200')(body), [])
    const example = JSON.parse(readSpec('healthcare-worker', 'examples-from-oas/GET__Worker/response-200/synthesised-from-schema.json'))
    // The id by which the directory knows somebody at an organisation is its own. Ids and dates are numbers in the example, strings in the schema.
    body.person.orgPersons[0].id = String(example.person.orgPersons[0].id)
    assert.deepEqual(body, JSON.parse(JSON.stringify(example, (_name, value) => (typeof value === 'number' ? String(value) : value))))
  })
})
