import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { device, endpoints } from '../../../mocks/services/sds/resources.ts'
import { service } from '../../../mocks/services/sds/service.ts'
import { OpenApi, readSpec, withoutSpecs } from '../contract.ts'

const published = (...parts: string[]) => JSON.parse(readSpec('sds-fhir', ...parts))
const SYSTEM = 'https://fhir.nhs.uk/Id/'
const INTERACTION = 'urn:nhs:names:services:psis:REPC_IN150016UK05'

describe('SDS contract', { skip: withoutSpecs }, () => {
  it('answers keep the published schemas, and every published operation and status is there', async () => {
    const api = new OpenApi('sds-fhir', 'openapi.json')
    const app = inProcess([service])
    app.environment.identity.applications.set('key', { id: 'key', secret: '', jwks: undefined, redirectUris: [] })
    const { organisation, partyKey } = service.controls.listSystems(app.environment.stateOf(service), { organisation: 'YES' })[0]!
    const questions = [
      `organization=${SYSTEM}ods-organization-code|${organisation}&identifier=${SYSTEM}nhsServiceInteractionId|${INTERACTION}`,
      `organization=${SYSTEM}ods-organization-code|${organisation}&identifier=${SYSTEM}nhsServiceInteractionId|${INTERACTION}&identifier=${SYSTEM}nhsMhsPartyKey|${partyKey}`,
    ]
    const ours = new Set<string>()
    for (const path of ['/Device', '/Endpoint']) {
      for (const question of questions) {
        const response = await app.fetch(`${app.baseUrl}/spine-directory/FHIR/R4${path}?${question}`, { headers: { apikey: 'key' } })
        const body = await response.json()
        assert.equal(body.total, 1, question)
        // Ids of ours are UUIDs; the schema is otherwise loose.
        assert.deepEqual(api.response(path, 'get', '200')(body), [], question)
        ours.add(`${path} ${response.status}`)
      }
      for (const name of Object.keys(service.errors)) {
        app.environment.faults.inject({ service: 'sds', kind: 'error', name })
        ours.add(`${path} ${(await app.fetch(`${app.baseUrl}/spine-directory/FHIR/R4${path}`)).status}`)
      }
    }
    const document = api.document as { paths: Record<string, { get: { responses: object } }> }
    const theirs = Object.entries(document.paths).flatMap(([path, { get }]) => Object.keys(get.responses).map((status) => `${path} ${status}`))
    assert.deepEqual(theirs.filter((each) => !ours.has(each)), [])
  })

  it('a system and an endpoint look as the published examples do', () => {
    const wantedDevice = published('examples', 'Device.json')
    assert.deepEqual(
      device({
        id: wantedDevice.id,
        asid: '200000000985',
        partyKey: 'A20047-821870',
        organisation: 'A20047',
        manufacturer: 'A20047',
        interactions: wantedDevice.extension.slice(1).map((each: { valueReference: { identifier: { value: string } } }) => each.valueReference.identifier.value),
      }),
      wantedDevice,
    )
    const wanted = published('examples', 'Endpoint.json')
    const reliability = Object.fromEntries(wanted.extension[0].extension.map(({ url, valueString, valueInteger }: Record<string, string>) => [url, valueString ?? valueInteger]))
    const address = 'https://msg.int.spine2.ncrs.nhs.uk/reliablemessaging/reliablerequest'
    const record = { id: wanted.id, organisation: 'YES', partyKey: 'YES-0000806', interaction: INTERACTION, addresses: [address], fqdn: 'msg.int.spine2.ncrs.nhs.uk', cpaId: 'S20001A000182', reliability }
    assert.deepEqual(endpoints(record), [wanted])
  })

  it('the bundles of the examples have our shape; the published DeviceBundle holds a reference to its neighbour', async () => {
    const { entry, ...bundle } = published('examples', 'DeviceBundle.json')
    assert.deepEqual(entry[0].resource, { $ref: 'Device.json' })
    const app = inProcess([service])
    app.environment.identity.applications.set('key', { id: 'key', secret: '', jwks: undefined, redirectUris: [] })
    const response = await app.fetch(`${app.baseUrl}/spine-directory/FHIR/R4/Device?organization=${SYSTEM}ods-organization-code|YES&identifier=${SYSTEM}nhsServiceInteractionId|x`, { headers: { apikey: 'key' } })
    const body = await response.json()
    assert.deepEqual(Object.keys(body), [...Object.keys(bundle), 'entry'])
  })
})
