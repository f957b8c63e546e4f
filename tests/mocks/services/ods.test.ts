import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service as ord } from '../../../mocks/services/ods/ord/service.ts'
import { service as ods } from '../../../mocks/services/ods/service.ts'
import type { OdsState } from '../../../mocks/services/ods/state.ts'
import { OpenApi, withoutSpecs } from '../contract.ts'

// Answers of every shape are read here; what an assertion expects of one is the check.
type Body = Record<string, any>

function world() {
  const { environment, baseUrl, fetch } = inProcess([ods, ord])
  environment.identity.applications.set('key', { id: 'key', secret: '', jwks: undefined, redirectUris: [] })
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${baseUrl}${path}`, init)
    return { status: response.status, headers: response.headers, body: JSON.parse((await response.text()) || '{}') as Body }
  }
  return {
    environment,
    state: environment.stateOf(ods) as OdsState,
    controls: ods.controls,
    fhir: (path: string, init: RequestInit = {}) => send(`/organisation-data-terminology-api/fhir${path}`, { ...init, headers: { apikey: 'key', ...(init.headers as Record<string, string>) } }),
    ord: (path: string) => send(`/ORD/2-0-0${path}`, {}),
    last: () => environment.journal.read().at(-1)!,
  }
}

const ids = (body: Body): string[] => (body.entry ?? []).map((entry: { resource: { id: string } }) => entry.resource.id)

describe('ODS terminology API', () => {
  it('says what it is', async () => {
    const { status, body } = await world().fhir('/metadata')
    assert.deepEqual([status, body.resourceType, body.fhirVersion], [200, 'CapabilityStatement', '4.0.1'])
  })

  it('wants the API key of a registered application', async () => {
    const { fhir, last } = world()
    const missing = await fhir('/Organization/A99901', { headers: { apikey: '' } })
    assert.deepEqual([missing.status, missing.body.fault.detail.errorcode], [401, 'steps.oauth.v2.FailedToResolveAPIKey'])
    const wrong = await fhir('/Organization/A99901', { headers: { apikey: 'other' } })
    assert.deepEqual([wrong.status, wrong.body.fault.detail.errorcode], [401, 'oauth.v2.InvalidApiKey'])
    assert.equal(last().violations[0]?.rule, 'invalid-api-key')
  })

  it('reads an organisation with its roles, and knows which it does not know', async () => {
    const { fhir } = world()
    const { status, body } = await fhir('/Organization/A99901')
    assert.equal(status, 200)
    assert.deepEqual([body.name, body.active, body.address[0].city, body.address[0].postalCode], ['ELMSWOOD SURGERY', true, 'HARROGATE', 'HG1 5AA'])
    const roles = body.extension.filter(({ url }: { url: string }) => url.endsWith('OrganisationRole')).map((role: Body) => role.extension[1].valueCodeableConcept.coding[0].code)
    assert.deepEqual(roles, ['RO177', 'RO76'])
    const unknown = await fhir('/Organization/ZZZ')
    assert.deepEqual([unknown.status, unknown.body.issue[0].diagnostics], [404, 'HAPI-2001: Resource Organization/ZZZ is not known'])
  })

  it('searches by code, name, place, role and state', async () => {
    const { fhir } = world()
    const cases: [string, string[]][] = [
      ['identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fods-organization-code%7CA99901', ['A99901']],
      ['_id=FZ901', ['FZ901']],
      ['name=vale', ['RZ901']],
      ['name:contains=vale', ['QZZ', 'RZ9', 'RZ901']],
      ['name:exact=VALE HOSPITAL', ['RZ901']],
      ['roleCode=RO76', ['A99901', 'A99902', 'A99903']],
      ['activeRoleCode=RO76', ['A99901', 'A99902']],
      ['roleCode=RO182&active=true', ['FZ901', 'FZ902']],
      ['roleCode:not=RO182&address-city=harrogate', ['A99901']],
      ['address-postalcode=HG1 2', ['FZ902']],
      ['roleCode=RO318,RO197', ['QZZ', 'RZ9']],
    ]
    for (const [query, expected] of cases) assert.deepEqual(ids((await fhir(`/Organization?${query}`)).body), expected, query)
  })

  it('pages with _count and _offset, and counts', async () => {
    const { fhir, state } = world()
    const all = state.organisations.size
    const first = await fhir('/Organization?_count=2')
    assert.equal(first.body.entry.length, 2)
    assert.equal(first.body.total, undefined)
    const next = first.body.link.find(({ relation }: Body) => relation === 'next').url as string
    const second = await fhir(next.slice(next.indexOf('/Organization')))
    assert.equal(ids(second.body).length, 2)
    assert.notDeepEqual(ids(second.body), ids(first.body))
    const count = await fhir('/Organization?_summary=count')
    assert.deepEqual([count.body.total, count.body.entry], [all, undefined])
  })

  it('brings relationships along, and has them by themselves', async () => {
    const { fhir } = world()
    const { body } = await fhir('/Organization?_id=RZ901&_revinclude=OrganizationAffiliation:primary-organization')
    const [, affiliation] = body.entry
    assert.equal(affiliation.search.mode, 'include')
    assert.equal(affiliation.resource.code[0].coding[0].code, 'RE6')
    assert.equal((await fhir(`/OrganizationAffiliation/${affiliation.resource.id}`)).body.participatingOrganization.identifier.value, 'RZ9')
    const commissioned = await fhir('/OrganizationAffiliation?participating-organization=QZZ&_include=OrganizationAffiliation:primary-organization')
    assert.deepEqual(ids(commissioned.body).slice(3), ['A99901', 'A99902', 'A99903'])
  })

  it('refuses unknown parameters and impossible dates in the words of the server', async () => {
    const { fhir, last } = world()
    const unknown = await fhir('/Organization?count=2')
    assert.equal(unknown.status, 400)
    assert.match(unknown.body.issue[0].diagnostics, /^HAPI-0524: Unknown search parameter "count" for resource type "Organization"\. Valid search parameters/)
    assert.match(unknown.body.text.div, /&quot;count&quot;/)
    assert.equal(last().violations[0]?.rule, 'unknown-search-parameter')
    assert.match((await fhir('/Organization?lastChangeDate=yesterday')).body.issue[0].diagnostics, /^HAPI-1940/)
    assert.equal((await fhir('/Organization/A99901', { method: 'PUT', body: '{}' })).status, 405)
  })

  it('looks up an organisation with its properties', async () => {
    const { fhir } = world()
    const system = 'https://fhir.nhs.uk/Id/ods-organization-code'
    const { body } = await fhir(`/CodeSystem/$lookup?system=${system}&code=A99901&property=*`)
    const value = (code: string) => body.parameter.find(({ name, part }: Body) => name === 'property' && part[0].valueCode === code)?.part.at(-1)
    assert.equal(body.parameter[1].valueString, 'ELMSWOOD SURGERY')
    assert.equal(value('status').valueCode, 'active')
    assert.equal(value('primaryRole').valueCoding.code, 'RO177')
    assert.equal(value('ICB').valueCoding.code, 'QZZ')
    const one = await fhir(`/CodeSystem/$lookup?system=${system}&code=A99901&property=status`)
    assert.equal(one.body.parameter.filter(({ name }: Body) => name === 'property').length, 1)
    const unknown = await fhir(`/CodeSystem/$lookup?system=${system}&code=ZZZ`)
    assert.deepEqual([unknown.status, unknown.body.issue[0].code], [404, 'not-found'])
    const role = await fhir('/CodeSystem/$lookup?system=https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSOrganisationRole&code=RO182')
    assert.equal(role.body.parameter[1].valueString, 'PHARMACY')
  })

  it('expands a value set by filters, with the properties asked for', async () => {
    const { fhir } = world()
    const expand = (filter: Body[], more: Body[] = []) =>
      fhir('/ValueSet/$expand', {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify({
          resourceType: 'Parameters',
          parameter: [{ name: 'valueSet', resource: { resourceType: 'ValueSet', compose: { include: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', filter }] } } }, ...more],
        }),
      })
    const pharmacies = await expand([{ property: 'primaryRole', op: '=', value: 'RO182' }], [{ name: 'property', valueString: 'postcode' }])
    assert.deepEqual(pharmacies.body.expansion.contains.map(({ code, inactive }: Body) => [code, inactive]), [['FZ901', undefined], ['FZ902', undefined], ['FZ903', true]])
    assert.equal(pharmacies.body.expansion.contains[0].extension[0].extension[1].valueString, 'HG1 1AB')
    const open = await expand([{ property: 'primaryRole', op: '=', value: 'RO182' }], [{ name: 'activeOnly', valueBoolean: true }, { name: 'count', valueInteger: 1 }])
    assert.deepEqual([open.body.expansion.total, open.body.expansion.contains.length], [2, 1])
    assert.equal((await expand([{ property: 'lastChangeDate', op: '=', value: 'gt2024-02-01' }])).body.expansion.total, 0)
    assert.equal((await expand([{ property: 'pets', op: '=', value: '1' }])).status, 422)
  })

  it('shows what happens to organisations', async () => {
    const { fhir, ord: orgs, controls, state, environment } = world()
    controls.putOrganisation(state, { odsCode: 'FZ999', name: 'New Pharmacy', role: 'RO182', roleName: 'PHARMACY', address: ['1 High Street', 'Ripon'], postcode: 'HG4 1AA' }, environment)
    controls.closeOrganisation(state, { odsCode: 'FZ901' }, environment)
    controls.deleteOrganisation(state, { odsCode: 'FZ902' }, environment)
    assert.equal((await fhir('/Organization/FZ999')).body.name, 'NEW PHARMACY')
    assert.equal((await orgs('/organisations/FZ999')).body.Organisation.Name, 'NEW PHARMACY')
    assert.equal((await fhir('/Organization/FZ901')).body.active, false)
    assert.equal((await fhir('/Organization/FZ902')).status, 404)
    assert.equal((await fhir('/List/Organization-deletion')).body.entry[0].item.identifier.value, 'FZ902')
  })
})

describe('ODS ORD API', () => {
  it('is open, and reads an organisation in full', async () => {
    const { ord: orgs } = world()
    const { status, body } = await orgs('/organisations/A99901')
    assert.equal(status, 200)
    const { Organisation } = body
    assert.deepEqual([Organisation.OrgId.extension, Organisation.Status, Organisation.GeoLoc.Location.Town], ['A99901', 'Active', 'HARROGATE'])
    assert.deepEqual(Organisation.Roles.Role.map(({ id, primaryRole }: Body) => [id, primaryRole]), [['RO177', true], ['RO76', undefined]])
    assert.equal(Organisation.Rels.Rel[0].Target.OrgId.extension, 'QZZ')
    const unknown = await orgs('/organisations/ZZZ')
    assert.deepEqual([unknown.status, unknown.body.errorCode], [404, 404])
  })

  it('searches in pages, with totals in headers', async () => {
    const { ord: orgs } = world()
    const { body, headers } = await orgs('/organisations?PrimaryRoleId=ro182&Limit=2')
    assert.deepEqual(body.Organisations.map(({ OrgId }: Body) => OrgId), ['FZ901', 'FZ902'])
    assert.deepEqual([headers.get('x-total-count'), headers.get('returned-records')], ['3', '2'])
    assert.match(headers.get('next-page')!, /Offset=2/)
    assert.equal((await orgs('/organisations?Name=surgery&Status=inactive')).body.Organisations[0].OrgId, 'A99903')
    assert.equal((await orgs('/organisations?NonPrimaryRoleId=RO76&PostCode=hg15aa')).body.Organisations[0].OrgId, 'A99901')
  })

  it('answers 406 to what it does not take', async () => {
    const { ord: orgs, last } = world()
    for (const query of ['', '?Town=Leeds', '?Name=a&Limit=1001', '?Name=a&Offset=x', '?LastChangeDate=2001-01-01']) assert.equal((await orgs(`/organisations${query}`)).status, 406, query)
    assert.equal(last().violations[0]?.rule, 'date-too-far-back')
    assert.equal((await orgs('/sync')).status, 406)
  })

  it('links what changed since a day, and names roles and relationships', async () => {
    const { ord: orgs, controls, state, environment } = world()
    const today = new Date().toISOString().slice(0, 10)
    assert.deepEqual((await orgs(`/sync?LastChangeDate=${today}`)).body.Organisations, [])
    controls.closeOrganisation(state, { odsCode: 'FZ901' }, environment)
    assert.match((await orgs(`/sync?LastChangeDate=${today}`)).body.Organisations[0].OrgLink, /\/ORD\/2-0-0\/organisations\/FZ901$/)
    assert.deepEqual((await orgs('/roles/RO197')).body.Roles, [{ id: 'RO197', code: '197', displayName: 'NHS TRUST', primaryRole: 'true' }])
    assert.ok((await orgs('/rels')).body.Relationships.length > 3)
  })
})

describe('ODS contract', { skip: withoutSpecs }, () => {
  it('the published description has these operations, and no schemas to hold answers to', () => {
    const { paths } = new OpenApi('ods-terminology-fhir', 'openapi.json').document as { paths: Record<string, Record<string, unknown>> }
    // The document writes the operations of CodeSystem and ValueSet without their names; its text has them: $lookup and $expand.
    const ours = new Set(ods.routes.map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:id/, '{id}').replace(/\$(lookup|expand)$/, '')}`))
    const theirs = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`))
    assert.deepEqual(theirs.filter((operation) => !ours.has(operation)), [])
  })

  it('the example of an expansion is taken', async () => {
    const { fhir } = world()
    const { document } = new OpenApi('ods-terminology-fhir', 'openapi.json')
    const request = (document as Body).paths['/ValueSet/'].post.requestBody.content['application/fhir+json'].example
    const { status, body } = await fhir('/ValueSet/$expand', { method: 'POST', headers: { 'content-type': 'application/fhir+json' }, body: JSON.stringify(request) })
    assert.deepEqual([status, body.expansion.parameter[3].valueInteger], [200, 2])
  })

  it('our organisation has the members of the published example, at the same places', async () => {
    const { fhir } = world()
    const { document } = new OpenApi('ods-terminology-fhir', 'openapi.json')
    const content = (document as Body).paths['/Organization/{id}'].get.responses['200'].content['application/fhir+json']
    const example = content.example ?? Object.values(content.examples as Record<string, { value: Body }>)[0]!.value
    const { body } = await fhir('/Organization/RZ9')
    assert.deepEqual(Object.keys(body).sort(), Object.keys(example).sort())
    assert.deepEqual(shape(body.extension), shape(example.extension))
    assert.deepEqual([shape(body.identifier), shape(body.type)], [shape(example.identifier), shape(example.type)])
  })
})

/** The names of members all the way down. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape)
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === 'url' ? item : shape(item)])) : typeof value
}
