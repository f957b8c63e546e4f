import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { gp, openClinic, parametersOf, PRACTICE, receptionist, type Client, type Clinic } from './support/clinic.ts'

const FHIR = '/FHIR/R4'
const NEWCOMER = '555254239918'
const manager = { id: '555254239916', name: 'Daniel Abara', roles: [{ id: '1', code: 'S8000:G8000:R8011', name: 'Practice manager', organisation: PRACTICE, activities: ['B0820', 'B0825', 'B1700'] }] }

let clinic: Clinic
let office: Client

beforeEach(async () => {
  clinic = await openClinic()
  office = await clinic.signIn(manager)
})
afterEach(() => clinic.close())

const site = { resourceType: 'Location', name: 'Riverside Branch', address: { line: ['4 River Street'], postalCode: 'hg1 2ab' }, telecom: [{ system: 'phone', value: '01423 550199' }] }
const newcomer = (family: string, id = NEWCOMER) => ({
  resourceType: 'Practitioner',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/sds-user-id', value: id }],
  name: [{ prefix: ['Dr'], given: ['Ines'], family }],
  qualification: [{ code: { text: 'Salaried GP' } }],
})

test('a site is added, changed against the version seen, and removed', async () => {
  const added = await office.request('POST', `${FHIR}/Location`, site)
  assert.equal(added.status, 201, added.text)
  assert.equal(added.json.address.postalCode, 'HG1 2AB')
  const { id } = added.json
  assert.equal((await office.request('POST', `${FHIR}/Location`, site)).status, 422)
  const changed = await office.request('PUT', `${FHIR}/Location/${id}`, { ...site, name: 'Riverside Surgery' }, { 'if-match': 'W/"1"' })
  assert.equal(changed.json.name, 'Riverside Surgery')
  assert.equal((await office.request('PUT', `${FHIR}/Location/${id}`, site, { 'if-match': 'W/"1"' })).status, 409)
  assert.equal((await office.request('DELETE', `${FHIR}/Location/${id}`)).status, 204)
  assert.equal((await office.request('GET', `${FHIR}/Location`)).json.total, 1)
})

test('the main surgery stays, and so does a site where patients are expected', async () => {
  const [main] = (await office.request('GET', `${FHIR}/Location`)).json.entry
  assert.equal((await office.request('DELETE', `${FHIR}/Location/${main.resource.id}`)).status, 422)
  const { json: branch } = await office.request('POST', `${FHIR}/Location`, site)
  const published = await office.request('POST', `${FHIR}/Schedule/$publish`, {
    resourceType: 'Parameters',
    parameter: [
      ...Object.entries({ practitioner: gp.id, date: '2099-01-05', start: '09:00', end: '10:00', category: 'Planned Clinics', mode: 'Telephone/Audio', location: `Location/${branch.id}` }).map(([name, valueString]) => ({ name, valueString })),
      { name: 'minutes', valueInteger: 30 },
    ],
  })
  assert.equal(published.status, 201, published.text)
  const refused = await office.request('DELETE', `${FHIR}/Location/${branch.id}`)
  assert.equal(refused.json.issue[0].details.coding[1].code, 'site-in-use')
})

test('somebody joins once, and stays on record after leaving', async () => {
  assert.equal((await office.request('POST', `${FHIR}/Practitioner`, newcomer('Marchetti'))).status, 201)
  const twice = await office.request('POST', `${FHIR}/Practitioner`, newcomer('Marchetti-Hale'))
  assert.equal(twice.status, 422)
  assert.match(twice.json.issue[0].details.text, /Marchetti is already on record/)
  const left = await office.request('POST', `${FHIR}/Practitioner/${NEWCOMER}/$leave`, parametersOf({ date: '2030-01-31' }))
  assert.equal(left.status, 200, left.text)
  const kept = await office.request('GET', `${FHIR}/Practitioner?identifier=${NEWCOMER}`)
  assert.equal(kept.json.entry[0].resource.active, false)
  assert.equal(kept.json.entry[0].resource.name[0].family, 'Marchetti')
})

test('the desk sees sites and staff, and changes neither', async () => {
  const desk = await clinic.signIn(receptionist)
  assert.equal((await desk.request('GET', `${FHIR}/Location`)).status, 200)
  assert.equal((await desk.request('POST', `${FHIR}/Location`, site)).status, 403)
  assert.equal((await desk.request('POST', `${FHIR}/Practitioner`, newcomer('Marchetti'))).status, 403)
  const page = await desk.request('GET', '/practice')
  assert.ok(!page.text.includes('Add a site'))
  assert.match((await office.request('GET', '/practice')).text, /Add a site/)
})
