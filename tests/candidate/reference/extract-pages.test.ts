import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { gp, JOAN, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

const manager = { ...receptionist, id: '555254239916', roles: [{ ...receptionist.roles[0]!, activities: ['B0820', 'B0825', 'B0062'] }] }

let clinic: Clinic
let desk: Client

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  desk = await clinic.signIn(receptionist)
  await desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN }))
})
afterEach(() => clinic.close())

const tokenIn = (html: string) => /name="formToken" value="([^"]+)"/.exec(html)?.[1] ?? ''

test('a receptionist notes a type 1 opt-out, sees who has opted out, and takes it back', async () => {
  const page = await desk.request('GET', '/data-opt-outs')
  assert.match(page.text, /Nobody has opted out here/)
  const unknown = await desk.form('/data-opt-outs', { formToken: tokenIn(page.text), nhsNumber: '999 000 0026', decision: 'out' })
  assert.equal(unknown.status, 404)
  assert.match(unknown.text, /Nobody on the practice list/)
  assert.equal((await desk.form('/data-opt-outs', { formToken: tokenIn(page.text), nhsNumber: '999 000 0018', decision: 'out' })).status, 303)
  assert.match((await desk.request('GET', '/data-opt-outs')).text, /OKAFOR, Joan[\s\S]*999 000 0018/)
  await desk.form('/data-opt-outs', { formToken: tokenIn(page.text), nhsNumber: JOAN, decision: 'in' })
  assert.match((await desk.request('GET', '/data-opt-outs')).text, /Nobody has opted out here/)
})

test('a GP issues a fit note on screen and prints it; from the second time on it is a duplicate', async () => {
  const doctor = await clinic.signIn(gp)
  const page = await doctor.request('GET', '/patients/1/fit-notes')
  assert.match(page.text, /It is issued in your name, as Doctor/)
  const formToken = tokenIn(page.text)
  const today = new Date().toISOString().slice(0, 10)
  const form = { formToken, assessedOn: today, diagnosis: 'Backache', diagnosisCode: '161891005', fitness: 'may-be-fit', comments: '', from: today, to: today, withinSixMonths: 'yes', reassess: 'no' }
  const refused = await doctor.form('/patients/1/fit-notes', form)
  assert.equal(refused.status, 400)
  assert.match(refused.text, /Say what would let the patient work/)
  assert.equal((await doctor.form('/patients/1/fit-notes', { ...form, alteredHours: 'yes' })).status, 303)
  const first = await doctor.form('/patients/1/fit-notes/1/print', { formToken })
  assert.match(first.text, /altered hours[\s\S]*Doctor/)
  assert.doesNotMatch(first.text, /DUPLICATE/)
  assert.match((await doctor.form('/patients/1/fit-notes/1/print', { formToken })).text, /DUPLICATE/)
})

test('a receptionist is offered no fit notes', async () => {
  assert.equal((await desk.request('GET', '/patients/1/fit-notes')).status, 403)
  assert.doesNotMatch((await desk.request('GET', '/patients/1')).text, /fit-notes/)
})

test('what was reported and disclosed is on a page for whoever administers the system', async () => {
  const admin = await clinic.signIn(manager)
  assert.match((await admin.request('GET', '/extracts')).text, /Nothing has been reported yet/)
  const submitted = await admin.request('POST', '/FHIR/R4/$submit-extract', parametersOf({ kind: 'gpad', day: '2026-03-04' }))
  assert.equal(submitted.status, 200, submitted.text)
  assert.match((await admin.request('GET', '/extracts')).text, /Appointments, 02-Mar-2026 to 08-Mar-2026: To be sent/)
  assert.equal((await desk.request('GET', '/extracts')).status, 403)
})
