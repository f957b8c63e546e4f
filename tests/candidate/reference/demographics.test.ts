import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { JOAN, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

let clinic: Clinic
let desk: Client

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  desk = await clinic.signIn(receptionist)
})
afterEach(() => clinic.close())

test('a patient is found nationally and registered', async () => {
  const found = await desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ family: 'Okafor', birthdate: '1952-03-07' }))
  assert.equal(found.status, 200, found.text)
  assert.equal(found.json.entry[0].resource.id, JOAN)

  const registered = await desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN }))
  assert.equal(registered.status, 201, registered.text)
  assert.equal(registered.headers.get('etag'), 'W/"1"')
  assert.equal(registered.json.name[0].family, 'Okafor')
})
