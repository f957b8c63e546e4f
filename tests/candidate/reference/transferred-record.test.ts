import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { transfersStore } from '../../../candidate/reference/gp2gp/transfers-store.ts'
import type { KeptEntry } from '../../../candidate/reference/gp2gp/transfer.ts'
import { gp, JOAN, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

let clinic: Clinic
let doctor: Client
let joan: string
let degraded: KeptEntry
let coded: KeptEntry

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  const desk = await clinic.signIn(receptionist)
  joan = (await desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN }))).json.id
  doctor = await clinic.signIn(gp)
  const store = transfersStore(clinic.app.services)
  const transfer = store.add({ direction: 'in', nhsNumber: JOAN, patientId: joan, practice: 'A99902', state: 'integrated', conversationId: 'C', facts: {} })
  degraded = store.addEntry(transfer, joan, { kind: 'allergy', term: 'Blue <tablets>', degraded: true, date: '2004-08-19' }, 'to-review')
  coded = store.addEntry(transfer, joan, { kind: 'allergy', code: '764146007', term: 'Penicillin', degraded: false }, 'to-review')
})
afterEach(() => clinic.close())

const page = () => doctor.request('GET', `/patients/${joan}/transferred`)
const decide = async (fields: Record<string, string>) => {
  const [, formToken = ''] = /name="formToken" value="([^"]*)"/.exec((await page()).text) ?? []
  return doctor.form(`/patients/${joan}/transferred`, { formToken, ...fields })
}

test('the screen marks what came without a code, and what is not in force', async () => {
  const { status, text } = await page()
  assert.equal(status, 200)
  assert.match(text, /Allergy: Blue &lt;tablets&gt; \(not in force: to be reviewed\)/)
  assert.equal(text.match(/Came without a code/g)?.length, 1)
})

test('a clinician takes an allergy over on screen', async () => {
  assert.equal((await decide({ entry: coded.id, decision: 'confirm' })).status, 303)
  assert.match((await page()).text, /Penicillin \(taken over\)/)
  assert.match((await doctor.request('GET', `/patients/${joan}/allergies`)).text, /Penicillin/)
})

test('what came without a code needs one first, and what is not taken over a reason', async () => {
  assert.match((await decide({ entry: degraded.id, decision: 'confirm' })).text, /Choose what it is/)
  assert.match((await decide({ entry: degraded.id, decision: 'dismiss' })).text, /Say why/)
  assert.equal((await decide({ entry: degraded.id, decision: 'dismiss', reason: 'No allergy' })).status, 303)
  assert.match((await page()).text, /Ada Nwosu: No allergy/)
  assert.match((await decide({ entry: degraded.id, decision: 'dismiss', reason: 'Again' })).text, /somebody has/)
})

test('what came marked is shown with its mark, and keeps it when it is taken over', async () => {
  const store = transfersStore(clinic.app.services)
  const transfer = store.inConversation('C')!
  const marked = store.addEntry(transfer, joan, { kind: 'allergy', code: '387458008', term: 'Aspirin', degraded: false, marks: ['NOPAT', 'R'] }, 'to-review')
  assert.match((await page()).text, /Not for other organisations\. Not shown to the patient online\./)
  assert.equal((await decide({ entry: marked.id, decision: 'confirm' })).status, 303)
  assert.match((await doctor.request('GET', `/patients/${joan}/allergies`)).text, /Aspirin \(not for other organisations\) \(not shown to the patient online\)/)
})

test('a record that failed for good is not asked for again, one that failed for the moment is', async () => {
  const store = transfersStore(clinic.app.services)
  const desk = await clinic.signIn(receptionist)
  const ask = () => desk.request('POST', `/FHIR/R4/Patient/${joan}/$ask-for-record-again`, parametersOf({}))
  assert.match((await ask()).text, /has come, is on its way/)
  const failed = store.add({ direction: 'in', nhsNumber: JOAN, patientId: joan, practice: 'A99902', state: 'refused', code: '06', conversationId: 'D', facts: {} })
  assert.match((await ask()).text, /Asking again does not help: Patient not at surgery \(06\)/)
  store.change(failed, { code: '10' })
  assert.equal((await ask()).status, 200)
  assert.match((await ask()).text, /is on its way/)
  assert.deepEqual(store.ofPatient(joan).map(({ state }) => state), ['to-request', 'refused', 'integrated'])
})

test('the desk sees on screen why a record did not come, and asks for it again', async () => {
  const store = transfersStore(clinic.app.services)
  const failed = store.add({ direction: 'in', nhsNumber: JOAN, patientId: joan, practice: 'A99902', state: 'refused', code: '06', conversationId: 'D', facts: {} })
  const desk = await clinic.signIn(receptionist)
  const address = `/patients/${joan}/record-transfers`
  const first = await desk.request('GET', address)
  assert.match(first.text, /not sent by the other practice: Patient not at surgery \(06\)/)
  assert.doesNotMatch(first.text, /Ask for the record again/)
  store.change(failed, { code: '99' })
  const { text } = await desk.request('GET', address)
  const [, formToken = ''] = /name="formToken" value="([^"]*)"/.exec(text) ?? []
  assert.match(text, /Ask for the record again/)
  assert.equal((await desk.form(address, { formToken })).status, 303)
  assert.match((await desk.request('GET', address)).text, /to be asked for/)
  assert.equal((await desk.request('GET', '/record-transfers')).status, 403)
})
