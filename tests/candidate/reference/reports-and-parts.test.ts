import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { reportsStore } from '../../../candidate/reference/consultation-reports/reports-store.ts'
import { stateOf } from '../../../candidate/reference/consultation-reports/state-of-report.ts'
import { measured } from '../../../candidate/reference/itk/read-parts.ts'
import { collectMessages } from '../../../candidate/reference/mesh/collect.ts'
import type { CollectedMessage, OutgoingMessage } from '../../../candidate/reference/national/mesh.ts'
import { eventMessage } from '../../../mocks/services/nems/event-message.ts'
import { KINDS, messageOf, SENDERS, writeLetter, type Letter } from '../../../steps/support/letters.ts'
import { PARTS } from '../../../steps/support/parts.ts'
import { pdfOf } from '../../../steps/support/pdf.ts'
import { answerMessage, readReport } from '../../../steps/support/reports.ts'
import { textAt } from '../../../steps/support/fhir-xml.ts'
import { gp, JOAN, openClinic, OTHER, parametersOf, pdsPatient, PRACTICE, receptionist, type Client, type Clinic } from './support/clinic.ts'

const FHIR = '/FHIR/R4'
const ABOUT = { nhsNumber: JOAN, given: 'Joan', family: 'Okafor', birthDate: '1952-03-07', gender: 'female' }
const DAY = 86_400

let clinic: Clinic
let doctor: Client
let joan: string
let inbox: Map<string, CollectedMessage>
let sent: OutgoingMessage[]

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  const elsewhere = { type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99902' } }
  clinic.national.patients.set(OTHER, pdsPatient(OTHER, { name: [{ use: 'usual', given: ['Mary'], family: 'O’Tallis' }], generalPractitioner: [elsewhere] }))
  const desk = await clinic.signIn(receptionist)
  joan = (await desk.request('POST', `${FHIR}/Patient/$register`, parametersOf({ nhsNumber: JOAN }))).json.id
  doctor = await clinic.signIn(gp)
  inbox = new Map()
  sent = []
  clinic.app.services.mesh = {
    mailbox: 'OURS',
    handshake: async () => undefined,
    waiting: async () => [...inbox.keys()],
    collect: async (id) => inbox.get(id),
    acknowledge: async (id) => void inbox.delete(id),
    send: async (message) => `mesh-${sent.push(message)}`,
  }
})
afterEach(() => clinic.close())

const collect = () => collectMessages(clinic.app.services)
const post = (id: string, workflowId: string, content: string) => inbox.set(id, { id, type: 'DATA', from: 'THEIRS', workflowId, localId: '', subject: '', fileName: '', content })
const tasks = () => clinic.app.services.tasks.list({ status: 'requested' })

// Reports

const send = (change: Record<string, string> = {}) => doctor.request('POST', `${FHIR}/DocumentManifest/$send-report`, parametersOf({ nhsNumber: OTHER, family: 'OTALLIS', birthDate: '1952-03-07', file: pdfOf('Seen.').toString('base64'), ...change }))
/** Not through the API: a session does not outlive the days that pass. */
const state = () => stateOf(reportsStore(clinic.app.services).get('1'))
const answer = async (...codes: string[]) => {
  const to = textAt(readReport(sent[0]!.content)?.header, 'id')!
  for (const code of codes) post(`answer-${code}`, 'GPFED_CONSULT_REPORT_ACK', answerMessage({ to, code, from: SENDERS['Ashdown']! }))
  await collect()
}

test('a report shows what became of it', async () => {
  const { id } = (await send()).json
  const { resourceType, extension, subject } = (await doctor.request('GET', `${FHIR}/DocumentManifest/${id}`)).json
  assert.deepEqual([resourceType, extension[0].valueCode, subject.identifier.value], ['DocumentManifest', 'waiting', OTHER])
})

test('a report goes out with the next round, to where MESH finds the patient', async () => {
  assert.equal((await send()).status, 201)
  assert.equal(state(), 'waiting')
  await collect()
  assert.deepEqual([state(), sent.map(({ to, localId, workflowId }) => [to, localId, workflowId])], ['sent', [[`GPPROVIDER_${OTHER}_19520307_O’Tallis`, PRACTICE, 'GPFED_CONSULT_REPORT']]])
})

test('answers in any order; a second copy that had come before is as good', async () => {
  await send()
  await collect()
  await answer('30001')
  assert.equal(state(), 'sent')
  await answer('20007')
  assert.equal(state(), 'accepted')
  await answer('20013')
  assert.deepEqual([state(), tasks()], ['accepted', []])
})

test('what is late is chased once, and an answer after that still counts', async () => {
  await send()
  await collect()
  await answer('20013')
  clinic.app.services.clock.advance(6 * DAY)
  await collect()
  await collect()
  assert.deepEqual([state(), tasks().map(({ code }) => code)], ['unanswered', ['report-unanswered']])
  await answer('30001')
  assert.deepEqual([state(), tasks()], ['accepted', []])
})

test('a refused report may be sent again, one under way may not', async () => {
  await send()
  await collect()
  assert.equal((await send()).status, 422)
  await answer('20013', '30002')
  assert.equal(state(), 'refused')
  assert.equal((await send()).status, 201)
})

test('what is no report is not sent', async () => {
  assert.equal((await send({ file: Buffer.from('MZ').toString('base64') })).status, 400)
  assert.equal((await send({ nhsNumber: '9990000034' })).status, 404)
  assert.equal((await send({ nhsNumber: JOAN, family: 'Okafor' })).status, 422)
  assert.equal((await send({ nhsNumber: '../Patient' })).status, 400)
  assert.equal((await send({ replaces: '7' })).status, 404)
  await collect()
  assert.deepEqual(sent, [])
})

// Parts of documents

const consultation = (change: Partial<Letter> = {}): Letter => ({ ...writeLetter(KINDS['pharmacy consultation']!, ABOUT, 'Take care.'), ...change })
const parts = async () => (await doctor.request('GET', `${FHIR}/Patient/${joan}/$from-elsewhere`)).json.entry.map(({ resource }: { resource: object }) => resource)
const takeOver = (...numbers: number[]) => doctor.request('POST', `${FHIR}/DocumentReference/received-1/$take-over`, { resourceType: 'Parameters', parameter: numbers.map((number) => ({ name: 'part', valueInteger: number })) })

test('a clinician decides once about what a document says in codes', async () => {
  post('m1', 'GPCONNECT_UPDATE_RECORD', messageOf(consultation()))
  await collect()
  assert.equal((await takeOver(3)).status, 400)
  assert.equal((await takeOver(1)).status, 200)
  assert.equal((await takeOver(2)).status, 422)
  assert.deepEqual((await parts()).map(({ resourceType, extension }: { resourceType: string; extension: { valueCode?: string }[] }) => [resourceType, extension[0]!.valueCode]), [
    ['Observation', 'filed'],
    ['MedicationStatement', 'left-out'],
  ])
})

test('what there is no place for is named, and cannot be taken over', async () => {
  const letter = consultation({ parts: [PARTS.allergy('2026-11-20')] })
  post('m1', 'GPCONNECT_UPDATE_RECORD', messageOf(letter))
  await collect()
  assert.equal((await takeOver(1)).status, 422)
  assert.match((await parts())[0].code.text, /AllergyIntolerance: Allergy to penicillin/)
})

test('a figure keeps what stands before it', () => {
  assert.equal(measured({ valueQuantity: { value: 5, comparator: '<', unit: 'mg/L' } }), '< 5 mg/L')
  assert.equal(measured({ valueQuantity: { value: 0, unit: 'mg/L' } }), '0 mg/L')
})

test('on screen a doctor ticks what becomes part of the record', async () => {
  post('m1', 'GPCONNECT_UPDATE_RECORD', messageOf(consultation()))
  await collect()
  const page = (await doctor.request('GET', `/patients/${joan}/documents`)).text
  assert.match(page, /Blood pressure: Systolic blood pressure 142 mmHg, Diastolic blood pressure 88 mmHg/)
  const fields = { formToken: /name="formToken" value="([^"]+)"/.exec(page)![1]!, document: '1', 'part-2': 'yes' }
  assert.equal((await doctor.form(`/patients/${joan}/documents/take-over`, fields)).status, 303)
  const after = (await doctor.request('GET', `/patients/${joan}/documents`)).text
  assert.match(after, /Blood pressure:[^<]*: left out by Ada Nwosu/)
  assert.match(after, /Paracetamol 500mg tablets:[^<]*: taken over by Ada Nwosu/)
  assert.equal((await doctor.form(`/patients/${joan}/documents/take-over`, fields)).status, 422)
})

test('what a pharmacy calls things is shown as words, never as part of our page', async () => {
  post('m1', 'GPCONNECT_UPDATE_RECORD', messageOf(consultation({ parts: [{ ...PARTS.bloodPressure('2026-11-20'), code: ['75367002', '<i onclick="x">BP'] }] })))
  await collect()
  const page = (await doctor.request('GET', `/patients/${joan}/documents`)).text
  assert.ok(page.includes('&lt;i onclick=&quot;x&quot;&gt;BP') && !page.includes('<i onclick'), page.slice(-3000))
})

// Events of NEMS

const CHILD = '9990000042'
const event = (type: string, nhsNumber: string, timestamp: string, header = timestamp) =>
  eventMessage({ event: type, nhsNumber, family: 'Okafor', given: 'Joan', birthDate: '1952-03-07' }, { bundle: 'b', header, patient: 'p', provenance: 'v', timestamp })

test('a death that was told is taken from PDS, and a late event changes nothing', async () => {
  clinic.national.patients.set(JOAN, pdsPatient(JOAN, { deceasedDateTime: '2026-11-20', meta: { versionId: '3' } }))
  post('m1', 'DEATHNOTIFICATION_1', event('pds-death-notification-1', JOAN, '2026-11-21T10:00:00Z'))
  post('m2', 'CHANGEOFGP_1', event('pds-change-of-gp-1', JOAN, '2026-11-20T10:00:00Z'))
  await collect()
  assert.deepEqual(tasks().map(({ code }) => code), ['patient-died'])
})

test('a birth is put before the practice of a parent', async () => {
  const parent = `<entry><resource><Patient><identifier><system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="${JOAN}"/></identifier></Patient></resource></entry></Bundle>`
  post('m1', 'BIRTHNOTIFICATION_1', event('pds-birth-notification-1', CHILD, '2026-11-21T10:00:00Z').replace('</Bundle>', parent))
  await collect()
  assert.deepEqual(tasks().map(({ code, patientId, text }) => [code, patientId, text.includes(CHILD)]), [['birth-notified', joan, true]])
})

test('without the Spine nobody is followed', async () => {
  const { status, text } = await (await clinic.signIn(receptionist)).request('POST', `${FHIR}/Patient/${joan}/$follow`, { resourceType: 'Parameters' })
  assert.equal(status, 422)
  assert.match(text, /Spine/)
})
