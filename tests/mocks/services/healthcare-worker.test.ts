import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/healthcare-worker/service.ts'

const ADA = '555254239107'
const correlation = { 'x-correlation-id': '6d3d3674-7ce5-11ec-90d6-0242ac120003' }

function start() {
  const app = inProcess([service])
  const { identity } = app.environment
  identity.applications.set('k', { id: 'k', secret: 's', jwks: undefined, redirectUris: [] })
  const role = (id: string, organisation: string) => ({ id, code: 'S8000:G8000:R8000', name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"', organisation, activities: [] })
  identity.workers.set(ADA, {
    id: ADA,
    username: 'ada',
    title: 'Dr',
    given: 'Ada Grace',
    family: 'Nwosu',
    aal: 3,
    roles: [role('555254240100', 'A99901'), role('555254240101', 'A99902'), role('555254240102', 'A99901')],
    professionalCodes: {},
  })
  const get = async (path: string, headers: Record<string, string> = { apikey: 'k', ...correlation }, method = 'GET') => {
    const response = await app.fetch(`${app.baseUrl}/healthcare-worker${path}`, { method, headers })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  }
  return { ...app, get, state: app.environment.stateOf(service) }
}

describe('healthcare worker', () => {
  it('gives somebody with their roles, organisation by organisation', async () => {
    const { get, state } = start()
    service.controls.putOrganisation(state, { odsCode: 'A99901', name: 'Elmswood Surgery', since: '2021-01-31' })
    const { status, body } = await get(`/Worker?identifier=${ADA}`)
    assert.equal(status, 200)
    assert.equal(body.person.id, ADA)
    assert.equal(body.person.middlenames, 'Grace')
    const [elmswood, other] = body.person.orgPersons
    assert.deepEqual([elmswood.orgName, elmswood.dateOpened, elmswood.orgId], ['ELMSWOOD SURGERY', '20210131', 'A99901'])
    assert.deepEqual(elmswood.roleProfiles.map(({ id }: { id: string }) => id), ['555254240100', '555254240102'])
    assert.deepEqual(other.roleProfiles, [{ id: '555254240101', roleName: 'Clinical Practitioner Access Role', roleCode: 'R8000' }])
  })

  it('says that an identity is closed, or that there is none', async () => {
    const { get, state } = start()
    service.controls.setClosed(state, { userId: ADA })
    assert.equal((await get(`/Worker?identifier=${ADA}`)).status, 410)
    service.controls.setClosed(state, { userId: ADA, closed: false })
    assert.equal((await get(`/Worker?identifier=${ADA}`)).status, 200)
    assert.equal((await get('/Worker?identifier=555000000000')).status, 404)
  })

  it('refuses what is not as published, without a body', async () => {
    const { get, environment } = start()
    assert.deepEqual(await get('/Worker'), { status: 400, body: undefined })
    assert.equal((await get('/Worker?identifier=12')).status, 400)
    assert.equal((await get(`/Worker?identifier=${ADA}`, { apikey: 'k' })).status, 400)
    assert.equal(environment.journal.read().at(-1)?.violations[0]?.pointer, 'x-correlation-id')
    assert.equal((await get(`/Worker?identifier=${ADA}`, correlation)).status, 401)
    assert.equal((await get(`/Worker?identifier=${ADA}`, { apikey: 'x', ...correlation })).status, 401)
    assert.equal((await get('/Workers')).status, 404)
    assert.equal((await get('/Worker', { apikey: 'k', ...correlation }, 'DELETE')).status, 405)
  })

  it('has the documented errors of its own for faults', async () => {
    const { get, environment } = start()
    for (const [name, status] of [['INTERNAL_SERVER_ERROR', 500], ['BAD_GATEWAY', 502], ['GATEWAY_TIMEOUT', 504]] as const) {
      environment.faults.inject({ service: 'healthcare-worker', kind: 'error', name })
      assert.equal((await get(`/Worker?identifier=${ADA}`)).status, status)
    }
  })
})
