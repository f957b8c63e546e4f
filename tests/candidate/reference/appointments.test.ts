import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { dayOf, instantOf, isoLocal } from '../../../candidate/reference/appointments/practice-time.ts'
import { gp, JOAN, openClinic, OTHER, parametersOf, pdsPatient, PRACTICE, privacyOfficer, receptionist, type Client, type Clinic } from './support/clinic.ts'
import type { FakeWorker } from './support/fake-national.ts'

const manager: FakeWorker = {
  id: '555254239916',
  name: 'Daniel Abara',
  roles: [{ id: '555254240917', code: 'S8000:G8000:R8011', name: '"Admin & Clerical":"Management":"Practice Manager"', organisation: PRACTICE, activities: ['B0820', 'B0825', 'B0062', 'B1700'] }],
}

const SECOND = '555254239208'
const MODE = 'Telephone/Audio'
const FHIR = '/FHIR/R4'

let clinic: Clinic
let desk: Client
let office: Client
let joan: string
let date: string

beforeEach(async () => {
  const staff = [
    { id: gp.id, title: 'Dr', given: 'Ada', family: 'Nwosu', professionalCodes: { gmc: '7012345' } },
    { id: SECOND, title: 'Dr', given: 'Owen', family: 'Prydderch', professionalCodes: { gmc: '7012346' } },
  ]
  clinic = await openClinic({}, { staff })
  // A session of the next minutes must not run into midnight.
  if (isoLocal(Date.now()).slice(11, 16) >= '23:45') clinic.app.services.clock.advance(30 * 60)
  clinic.national.patients.set(JOAN, pdsPatient())
  clinic.national.patients.set(OTHER, pdsPatient(OTHER))
  office = await clinic.signIn(manager)
  desk = await clinic.signIn(receptionist)
  joan = await register(JOAN)
  date = isoLocal(Date.now() + 7 * 86_400_000).slice(0, 10)
})
afterEach(() => clinic.close())

const register = async (nhsNumber: string) => (await desk.request('POST', `${FHIR}/Patient/$register`, parametersOf({ nhsNumber }))).json.id as string

const publish = (more: { [name: string]: unknown } = {}, modes = [MODE], who = office) => {
  const values = { practitioner: gp.id, date, start: '09:00', end: '10:00', category: 'General Consultation Routine', ...more }
  return who.request('POST', `${FHIR}/Schedule/$publish`, {
    resourceType: 'Parameters',
    parameter: [
      ...Object.entries(values).flatMap(([name, value]): object[] => (typeof value === 'string' ? [{ name, valueString: value }] : typeof value === 'boolean' ? [{ name, valueBoolean: value }] : [])),
      { name: 'minutes', valueInteger: more['minutes'] ?? 15 },
      ...modes.map((valueString) => ({ name: 'mode', valueString })),
    ],
  })
}

/** Publishes a session and gives its slots. */
const slots = async (more: { [name: string]: unknown } = {}) => {
  const published = await publish(more)
  assert.equal(published.status, 201, published.text)
  return published.json.entry.slice(1).map(({ resource }: { resource: { id: string } }) => resource.id) as string[]
}

/** Date, start and end of a session that begins and ends in so many minutes. */
const inMinutes = (from: number, to: number) => {
  const now = clinic.app.services.clock.now()
  return { date: isoLocal(now).slice(0, 10), start: isoLocal(now + from * 60_000).slice(11, 16), end: isoLocal(now + to * 60_000).slice(11, 16) }
}

const booking = (slot: string, patient = joan, { mode = MODE, reason = 'Cough', through = 'telephone' } = {}) => ({
  resourceType: 'Appointment',
  status: 'proposed',
  extension: [
    ...(mode ? [{ url: 'https://assay.example/StructureDefinition/appointment-mode', valueCodeableConcept: { coding: [{ code: mode }] } }] : []),
    { url: 'https://assay.example/StructureDefinition/booked-through', valueCode: through },
  ],
  ...(reason && { reasonCode: [{ text: reason }] }),
  slot: [{ reference: `Slot/${slot}` }],
  participant: [{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }],
})

const book = (slot: string, patient = joan, who = desk) => who.request('POST', `${FHIR}/Appointment`, booking(slot, patient))
const etag = (version: number) => ({ 'if-match': `W/"${version}"` })
const put = (id: string, version: number, body: object) => desk.request('PUT', `${FHIR}/Appointment/${id}`, { resourceType: 'Appointment', id, ...body }, etag(version))
const reasonOf = (answer: { json: any }) => answer.json.issue[0].details.coding.map(({ code }: { code: string }) => code).at(-1)
const cancelled = { status: 'cancelled', cancelationReason: { coding: [{ code: 'pat' }] } }

test('a session is cut into slots that fit', async () => {
  const published = await publish({ end: '10:10', minutes: 15 })
  const entries = published.json.entry.slice(1).map(({ resource }: any) => resource)
  assert.deepEqual(entries.map(({ start }: any) => start.slice(11, 16)), ['09:00', '09:15', '09:30', '09:45'])
  assert.equal(entries[0].serviceCategory[0].text, 'General Consultation Routine')
  assert.equal(entries[0].serviceCategory[1].text, 'Care Related Encounter')
})

test('what is wrong with a session is told all at once', async () => {
  const refused = await publish({ category: 'My slot type', start: '25:00', minutes: 0, practitioner: 'nobody' }, ['By pigeon'])
  assert.equal(refused.status, 400)
  assert.deepEqual(refused.json.issue.map(({ expression }: any) => expression[0]), ['practitioner', 'category', 'mode', 'minutes', 'start'])
})

test('only whoever configures the system publishes; whoever may not amend patients does not book', async () => {
  const [slot] = await slots()
  assert.equal((await publish({ start: '14:00', end: '15:00' }, [MODE], desk)).status, 403)
  assert.equal((await book(slot!, joan, await clinic.signIn(privacyOfficer))).status, 403)
})

test('sessions of one clinician do not overlap; those of two may', async () => {
  await slots()
  const overlapping = await publish({ start: '09:45', end: '10:45' })
  assert.equal(reasonOf(overlapping), 'session-overlap')
  assert.equal((await publish({ start: '09:45', end: '10:45', practitioner: SECOND })).status, 201)
  assert.equal((await publish({ start: '10:00', end: '11:00' })).status, 201)
})

test('a booking keeps what the desk asked for', async () => {
  const [slot] = await slots()
  const booked = await book(slot!)
  assert.equal(booked.status, 201, booked.text)
  const { resource } = { resource: booked.json }
  assert.equal(resource.start, `${date}T09:00:00${isoLocal(instantOf(date, '09:00', 0)!).slice(19)}`)
  assert.equal(resource.reasonCode[0].text, 'Cough')
  assert.deepEqual(resource.participant.map(({ actor }: any) => actor.display).filter(Boolean), ['Dr Ada Nwosu', 'Elmswood Surgery', 'Marie Kowalska'])
})

test('a booking without mode and reason names both', async () => {
  const [slot] = await slots()
  const refused = await desk.request('POST', `${FHIR}/Appointment`, booking(slot!, joan, { mode: '', reason: '' }))
  assert.equal(refused.status, 400)
  assert.deepEqual(refused.json.issue.map(({ expression }: any) => expression[0]), ['mode', 'reason'])
})

test('two who ask for a slot at the same moment: one gets it', async () => {
  const other = await register(OTHER)
  const office2 = await clinic.signIn(gp)
  for (const slot of await slots()) {
    const answers = await Promise.all([book(slot, joan), book(slot, other, office2)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409])
    const [taken] = answers.filter(({ status }) => status === 409)
    assert.equal(reasonOf(taken!), 'slot-taken')
  }
})

test('nobody is booked into two places at once', async () => {
  const [, second] = await slots()
  const [overlapping, later] = await slots({ practitioner: SECOND, start: '09:10', end: '09:50', minutes: 20 })
  assert.equal((await book(second!)).status, 201)
  assert.equal(reasonOf(await book(overlapping!)), 'patient-clash')
  assert.equal((await book(later!)).status, 201)
})

test('who has left or died is not booked', async () => {
  const [slot] = await slots()
  await desk.request('POST', `${FHIR}/Patient/${joan}/$deduct`, parametersOf({ reason: 'moved away' }))
  assert.equal(reasonOf(await book(slot!)), 'inactive')

  const other = await register(OTHER)
  clinic.national.patients.set(OTHER, { ...pdsPatient(OTHER), deceasedDateTime: '2026-01-02', meta: { versionId: '3' } } as never)
  await desk.request('POST', `${FHIR}/Patient/${other}/$open`, parametersOf({}))
  assert.equal(reasonOf(await book(slot!, other)), 'deceased')
})

test('blocked slots are neither offered nor booked; booked ones cannot be blocked', async () => {
  const [first, second] = await slots()
  const hold = (slot: string) => desk.request('POST', `${FHIR}/Slot/${slot}/$block`, parametersOf({ reason: 'Home visit' }))
  assert.equal((await hold(first!)).json.status, 'busy-unavailable')
  assert.equal(reasonOf(await book(first!)), 'slot-taken')
  const free = await desk.request('GET', `${FHIR}/Slot?status=free&start=ge${date}&start=le${date}`)
  assert.ok(!free.json.entry.some(({ resource }: any) => resource.id === first))
  await book(second!)
  assert.equal(reasonOf(await hold(second!)), 'slot-not-free')
  assert.equal((await desk.request('POST', `${FHIR}/Slot/${first}/$release`)).json.status, 'free')
})

test('patients are offered what was opened to them, slot by slot', async () => {
  const [first] = await slots({ patientBookable: true })
  await desk.request('POST', `${FHIR}/Slot/${first}/$offer-to-patients`, parametersOf({ patientBookable: false }))
  const offered = await desk.request('GET', `${FHIR}/Slot?status=free&start=ge${date}&start=le${date}&patient-bookable=true`)
  assert.equal(offered.json.total, 3)
})

test('a move keeps the appointment, frees the old slot and tells its story', async () => {
  const [first, second] = await slots()
  const { json: booked } = await book(first!)
  const moved = await desk.request('POST', `${FHIR}/Appointment/${booked.id}/$move`, parametersOf({ slot: `Slot/${second}` }), etag(1))
  assert.equal(moved.status, 200, moved.text)
  assert.equal(moved.json.start.slice(11, 16), '09:15')
  assert.equal((await desk.request('GET', `${FHIR}/Slot/${first}`)).json.status, 'free')
  const history = await desk.request('GET', `${FHIR}/Appointment/${booked.id}/_history`)
  assert.deepEqual(history.json.entry.map(({ resource }: any) => resource.start.slice(11, 16)), ['09:15', '09:00'])
})

test('a move to a taken slot leaves everything as it was', async () => {
  const other = await register(OTHER)
  const [first, second] = await slots()
  const { json: booked } = await book(first!)
  await book(second!, other)
  const refused = await desk.request('POST', `${FHIR}/Appointment/${booked.id}/$move`, parametersOf({ slot: `Slot/${second}` }), etag(1))
  assert.equal(refused.status, 409)
  assert.equal((await desk.request('GET', `${FHIR}/Slot/${first}`)).json.status, 'busy')
  assert.equal((await desk.request('GET', `${FHIR}/Appointment/${booked.id}`)).json.meta.versionId, '1')
})

test('a cancelled appointment stays on record with its reason, and its slot is free', async () => {
  const [slot] = await slots()
  const { json: booked } = await book(slot!)
  assert.equal((await put(booked.id, 1, { status: 'cancelled' })).status, 400)
  assert.equal((await put(booked.id, 1, { status: 'cancelled', cancelationReason: { coding: [{ code: 'other' }] } })).status, 400)
  assert.equal((await put(booked.id, 1, cancelled)).status, 200)
  assert.equal((await put(booked.id, 2, { status: 'arrived' })).status, 422)
  const list = await desk.request('GET', `${FHIR}/Appointment?patient=Patient/${joan}`)
  assert.equal(list.json.entry[0].resource.cancelationReason.text, 'Patient cancelled')
  assert.equal((await desk.request('GET', `${FHIR}/Slot/${slot}`)).json.status, 'free')
})

test('a change against an older version is refused, one without a version too', async () => {
  const [slot] = await slots()
  const { json: booked } = await book(slot!)
  await put(booked.id, 1, cancelled)
  assert.equal((await put(booked.id, 1, cancelled)).status, 409)
  assert.equal((await desk.request('PUT', `${FHIR}/Appointment/${booked.id}`, cancelled)).status, 412)
})

test('attendance follows the clock', async () => {
  const [slot, later] = await slots({ ...inMinutes(1, 3), minutes: 1 })
  const other = await register(OTHER)
  const { json: booked } = await book(slot!)
  const { json: missed } = await book(later!, other)
  assert.equal(reasonOf(await put(missed.id, 1, { status: 'noshow' })), 'too-early')
  assert.equal((await put(booked.id, 1, { status: 'arrived' })).status, 200)
  clinic.app.services.clock.advance(300)
  assert.equal(reasonOf(await put(booked.id, 2, { status: 'noshow' })), 'wrong-order')
  assert.equal((await put(booked.id, 2, { status: 'fulfilled' })).status, 200)
  assert.equal(reasonOf(await put(missed.id, 1, cancelled)), 'appointment-in-past')
  assert.equal((await put(missed.id, 1, { status: 'noshow' })).status, 200)
})

test('what has passed is not booked', async () => {
  const [slot] = await slots({ ...inMinutes(1, 2), minutes: 1 })
  clinic.app.services.clock.advance(120)
  assert.equal(reasonOf(await book(slot!)), 'slot-in-past')
})

test('a session with patients in it is not withdrawn; an empty one is', async () => {
  const published = await publish()
  const id = published.json.entry[0].resource.id
  const slot = published.json.entry[1].resource.id
  const { json: booked } = await book(slot)
  assert.equal(reasonOf(await office.request('POST', `${FHIR}/Schedule/${id}/$withdraw`)), 'session-has-bookings')
  await put(booked.id, 1, cancelled)
  assert.equal((await office.request('POST', `${FHIR}/Schedule/${id}/$withdraw`)).status, 200)
  assert.equal((await book(slot)).status, 404)
})

test('a session is handed over with the patients in it, unless the successor is busy', async () => {
  const published = await publish()
  const { id } = published.json.entry[0].resource
  const { json: booked } = await book(published.json.entry[1].resource.id)
  await slots({ practitioner: SECOND, start: '09:30', end: '10:30' })
  const handOver = () => office.request('POST', `${FHIR}/Schedule/${id}/$hand-over`, parametersOf({ practitioner: SECOND }))
  assert.equal(reasonOf(await handOver()), 'session-overlap')
  const [busy] = (await office.request('GET', `${FHIR}/Schedule?date=${date}&practitioner=${SECOND}`)).json.entry
  await office.request('POST', `${FHIR}/Schedule/${busy.resource.id}/$withdraw`)
  assert.equal((await handOver()).status, 200)
  const { json: changed } = await desk.request('GET', `${FHIR}/Appointment/${booked.id}`)
  assert.equal(changed.participant[1].actor.display, 'Dr Owen Prydderch')
  assert.equal((await desk.request('GET', `${FHIR}/Schedule?date=${date}&practitioner=${gp.id}`)).json.total, 0)
})

test('the day’s list is that of whoever sees the patients now', async () => {
  const [slot] = await slots()
  const [others] = await slots({ practitioner: SECOND })
  const { json: booked } = await book(slot!)
  await desk.request('POST', `${FHIR}/Appointment/${booked.id}/$move`, parametersOf({ slot: others! }), etag(1))
  const list = (id: string) => desk.request('GET', `${FHIR}/Appointment?date=${date}&practitioner=${id}`)
  assert.equal((await list(gp.id)).json.total, 0)
  assert.equal((await list(SECOND)).json.entry[0].resource.participant[0].actor.display, 'OKAFOR, Joan (Mrs)')
})

test('the pages book, list and cancel; nothing is chosen for the user and nothing typed is lost', async () => {
  const [slot] = await slots()
  const page = await desk.request('GET', `/patients/${joan}/appointments/book?date=${date}`)
  assert.equal(page.status, 200, page.text)
  assert.ok(!page.text.includes('checked'))
  const formToken = /name="formToken" value="([^"]+)"/.exec(page.text)![1]!
  const refused = await desk.form(`/patients/${joan}/appointments/book`, { formToken, slot: slot!, date, reason: 'Sore throat', bookedThrough: 'desk' })
  assert.match(refused.text, /Choose how the patient is met/)
  assert.match(refused.text, /Sore throat/)
  const done = await desk.form(`/patients/${joan}/appointments/book`, { formToken, slot: slot!, date, reason: 'Sore throat', bookedThrough: 'desk', mode: MODE })
  assert.equal(done.status, 303, done.text)
  const day = await desk.request('GET', `/appointments?date=${date}`)
  assert.match(day.text, /OKAFOR, Joan/)
  assert.ok(!day.text.includes('data-patient-banner'))
  const own = await desk.request('GET', `/patients/${joan}/appointments`)
  const cancelPage = /href="([^"]+\/cancel)"/.exec(own.text)![1]!
  assert.equal((await desk.request('GET', cancelPage)).status, 200)
  assert.equal((await desk.form(cancelPage, { formToken, version: '1', cancellation: 'pat' })).status, 303)
  assert.match((await desk.request('GET', `/patients/${joan}/appointments`)).text, /Cancelled/)
  const sessions = await office.request('GET', `/appointments/sessions?date=${date}`)
  assert.match(sessions.text, /09:00 to 10:00/)
})

test('clocks that change do not change the time on the wall', () => {
  assert.equal(new Date(instantOf('2027-01-10', '09:00', 0)!).toISOString(), '2027-01-10T09:00:00.000Z')
  assert.equal(new Date(instantOf('2027-07-10', '09:00', 0)!).toISOString(), '2027-07-10T08:00:00.000Z')
  assert.equal(isoLocal(instantOf('2027-07-10', '09:00', 0)!), '2027-07-10T09:00:00+01:00')
  assert.equal(instantOf('2027-03-28', '01:30', 0), undefined)
  assert.equal(instantOf('2027-02-30', '09:00', 0), undefined)
  const day = dayOf('2027-10-31')!
  assert.equal((day.to - day.from) / 3_600_000, 25)
})
