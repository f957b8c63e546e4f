import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, test } from 'node:test'
import { gp, JOAN, openClinic, parametersOf, pdsPatient, PRACTICE, receptionist, type Client, type Clinic } from './support/clinic.ts'
import type { FakeWorker } from './support/fake-national.ts'

const manager: FakeWorker = {
  id: '555254239916',
  name: 'Daniel Abara',
  roles: [
    {
      id: '555254240917',
      code: 'S8000:G8000:R8011',
      name: '"Admin & Clerical":"Management":"Practice Manager"',
      organisation: PRACTICE,
      activities: ['B0820', 'B0825', 'B0062', 'B1700'],
    },
  ],
}

const prescriber: FakeWorker = { ...gp, roles: gp.roles.map((role) => ({ ...role, activities: [...role.activities, 'B0820'] })) }

const FHIR = '/FHIR/R4'
const RX = '/gp-connect/patient-facing/prescriptions-management-fhir/FHIR/R4'
const BOOK = '/gp-connect/patient-facing/appointments-management-fhir/FHIR/STU3'

let clinic: Clinic
let desk: Client
let office: Client
let doctor: Client
let joan: string

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  office = await clinic.signIn(manager)
  doctor = await clinic.signIn(prescriber)
  desk = await clinic.signIn(receptionist)
  joan = (await desk.request('POST', `${FHIR}/Patient/$register`, parametersOf({ nhsNumber: JOAN }))).json.id
  await office.request(
    'POST',
    `${FHIR}/Organization/$online-services`,
    parametersOf({ record: true, prescriptions: true, appointments: true, cancelling: true }),
  )
  await desk.request(
    'POST',
    `${FHIR}/Patient/${joan}/$online-access`,
    parametersOf({ record: 'full', prescriptions: 'manage', appointments: true }),
  )
  // Whether tokens are verified as they have to be is proven by scenarios, against NHS login itself.
  clinic.app.services.nhsLogin.verify = async () => ({ sub: 's', nhs_number: JOAN, identity_proofing_level: 'P9', vot: 'P9.Cp.Cd' })
})
afterEach(() => clinic.close())

const app = (method: string, path: string, body?: unknown, requestId: string = randomUUID()) =>
  clinic.client().request(method, path, body, { authorization: 'Bearer a.b.c', 'x-request-id': requestId })
const tokenIn = (html: string) => /name="formToken" value="([^"]+)"/.exec(html)?.[1] ?? ''

async function addRepeat(issuedOn: readonly string[] = []): Promise<string> {
  const texts = { code: '322236009', term: 'Paracetamol 500mg tablets', dosage: 'Two when needed', unit: 'tablet' }
  const parameter = [
    ...Object.entries(texts).map(([name, valueString]) => ({ name, valueString })),
    { name: 'quantity', valueInteger: 56 },
    { name: 'days', valueInteger: 28 },
    ...issuedOn.map((valueDate) => ({ name: 'issuedOn', valueDate })),
  ]
  const added = await doctor.request('POST', `${FHIR}/Patient/${joan}/$add-repeat`, { resourceType: 'Parameters', parameter })
  assert.equal(added.status, 201, added.text)
  return added.json.id
}

const taskFor = (repeat: string) => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '103742009' }] },
  focus: { reference: `MedicationRequest/${repeat}` },
  for: { reference: `Patient/${JOAN}` },
  requester: { reference: `Patient/${JOAN}` },
})

test('a patient’s token opens nothing of the staff’s, and a session of the staff nothing of the patients’', async () => {
  assert.equal((await clinic.client().request('GET', `${FHIR}/Patient/${joan}`, undefined, { authorization: 'Bearer a.b.c' })).status, 401)
  const answer = await desk.request('GET', `${RX}/Patient/${JOAN}/MedicationRequest`, undefined, { 'x-request-id': randomUUID() })
  assert.equal(answer.status, 401)
})

test('an address that is not published is refused in the words of the API', async () => {
  const answer = await app('GET', `${BOOK}/Basic`)
  assert.deepEqual(
    [answer.status, answer.json.resourceType, answer.json.issue[0].details.coding[0].code],
    [404, 'OperationOutcome', 'RESOURCE_NOT_FOUND'],
  )
})

test('medication is found by its date and by its identifier', async () => {
  await addRepeat(['2026-01-10', '2026-02-07'])
  const search = async (query: string) =>
    (await app('GET', `${RX}/Patient/${JOAN}/MedicationRequest?intent=order&${query}`)).json.entry.map(
      ({ resource }: any) => resource.authoredOn,
    )
  assert.deepEqual(await search('authoredon=eq2026-01-10'), ['2026-01-10'])
  assert.deepEqual(await search('authoredon=ge2026-01-11&authoredon=le2026-12-31'), ['2026-02-07'])
  const [{ resource }] = (await app('GET', `${RX}/Patient/${JOAN}/MedicationRequest?intent=order`)).json.entry
  assert.deepEqual(await search(`identifier=https://fhir.nhs.uk/Id/prescription-order-item-number|${resource.id}`), ['2026-01-10'])
})

test('requests come with what they are for, if the app asks', async () => {
  const repeat = await addRepeat()
  const made = await app('POST', `${RX}/Task`, taskFor(repeat))
  assert.equal(made.status, 201, made.text)
  const types = async (query: string) =>
    (await app('GET', `${RX}/Task?patient=${JOAN}${query}`)).json.entry.map(({ resource }: any) => resource.resourceType)
  assert.deepEqual(await types(''), ['Task'])
  assert.deepEqual(await types('&_include=Task:focus:MedicationRequest'), ['Task', 'MedicationRequest'])
  assert.deepEqual(await types('&status=rejected'), [])
  assert.equal((await app('GET', `${RX}/Task?patient=${JOAN}&id=${randomUUID()}`)).status, 404)
})

test('whoever prescribes decides on a request on screen, and its task is done', async () => {
  await app('POST', `${RX}/Task`, taskFor(await addRepeat()))
  const open = () => clinic.app.services.tasks.list({ status: 'requested' }).map(({ code }) => code)
  assert.deepEqual(open(), ['repeat-requested'])
  const page = await doctor.request('GET', `/patients/${joan}/online-access`)
  assert.match(page.text, /Paracetamol 500mg tablets/)
  const request = /name="request" value="([^"]+)"/.exec(page.text)![1]!
  const without = await doctor.form(`/patients/${joan}/online-access/decide`, {
    formToken: tokenIn(page.text),
    request,
    decision: 'reject',
  })
  assert.equal(without.status, 400)
  const decided = await doctor.form(`/patients/${joan}/online-access/decide`, {
    formToken: tokenIn(page.text),
    request,
    decision: 'reject',
    reason: 'Review first',
  })
  assert.equal(decided.status, 303, decided.text)
  assert.deepEqual(open(), [])
})

test('the practice manager switches services, and the desk arranges access, on screen', async () => {
  const page = await office.request('GET', '/online-services')
  assert.equal((page.text.match(/checked/g) ?? []).length, 4)
  assert.equal((await office.form('/online-services', { formToken: tokenIn(page.text), services: 'record' })).status, 303)
  const { json } = await office.request('GET', `${FHIR}/Organization/$online-services`)
  assert.deepEqual(Object.fromEntries(json.parameter.map(({ name, valueBoolean }: any) => [name, valueBoolean])), {
    record: true,
    prescriptions: false,
    appointments: false,
    cancelling: false,
  })
  assert.equal((await desk.request('GET', '/online-services')).status, 403)

  const access = await desk.request('GET', `/patients/${joan}/online-access`)
  const form = {
    formToken: tokenIn(access.text),
    record: 'summary',
    historical: 'none',
    prescriptions: 'view',
    effectiveDate: '2999-01-01',
  }
  assert.match((await desk.form(`/patients/${joan}/online-access`, form)).text, /today or earlier/)
  assert.equal((await desk.form(`/patients/${joan}/online-access`, { ...form, effectiveDate: '2026-01-01' })).status, 303)
  const stored = await desk.request('GET', `${FHIR}/Patient/${joan}/$online-access`)
  assert.deepEqual(
    stored.json.parameter.map(({ valueCode, valueDate, valueBoolean }: any) => valueCode ?? valueDate ?? valueBoolean),
    ['2026-01-01', 'summary', 'none', 'view', false],
  )
})
