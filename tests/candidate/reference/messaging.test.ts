import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { NationalRefusal } from '../../../candidate/reference/national/answer.ts'
import type { PlatformCall } from '../../../candidate/reference/national/platform.ts'
import { readReceipt, takeReceipt } from '../../../candidate/reference/messaging/take-receipt.ts'
import type { ReceiptStatus } from '../../../candidate/reference/messaging/message.ts'
import { JOAN, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

const FHIR = '/FHIR/R4'

let clinic: Clinic
let desk: Client
let joan: string
/** What the NHS App does with the next messages; without one it takes them in. */
let next: ((call: PlatformCall) => Promise<void> | void)[]
let sent: PlatformCall[]

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  desk = await clinic.signIn(receptionist)
  joan = (await desk.request('POST', `${FHIR}/Patient/$register`, parametersOf({ nhsNumber: JOAN }))).json.id
  next = []
  sent = []
  const { platform } = clinic.app.services
  platform.call = async (call) => {
    sent.push(call)
    await next.shift()?.(call)
    return {
      status: 201,
      headers: {},
      requestId: 'r',
      body: { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-app-communication-id', value: `c${sent.length}` }] },
    }
  }
})
afterEach(() => clinic.close())

const write = (text = 'Please book a blood test.') =>
  desk.request('POST', `${FHIR}/Communication`, {
    resourceType: 'Communication',
    recipient: [{ reference: `Patient/${joan}` }],
    payload: [{ contentString: text }],
  })
const messages = async () =>
  (await desk.request('GET', `${FHIR}/Communication?patient=Patient/${joan}`)).json.entry.map(({ resource }: any) => resource)
const stateOf = (resource: any) => resource.extension.find(({ url }: any) => url.endsWith('message-state')).valueCode
const openTasks = () => clinic.app.services.tasks.list({ status: 'requested' }).map(({ code }) => code)
const tokenIn = (html: string) => /name="formToken" value="([^"]+)"/.exec(html)?.[1] ?? ''
const doubtful = () => {
  throw new NationalRefusal('national-unavailable', 'The connection broke.', { outcomeUnknown: true })
}

function receipt(
  references: { communicationId: string; reference?: string },
  status: ReceiptStatus,
  at = '2026-01-01T10:00:00+00:00',
  reason?: string,
): void {
  const identifier = [
    { system: 'https://fhir.nhs.uk/Id/nhs-app-communication-id', value: references.communicationId },
    ...(references.reference === undefined ? [] : [{ system: 'https://fhir.nhs.uk/NHSApp/request-id', value: references.reference }]),
  ]
  const read = readReceipt({
    resourceType: 'Task',
    identifier,
    code: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/NHSApp-Communication-Status', code: status }] },
    lastModified: at,
    ...(reason !== undefined && { statusReason: { text: reason } }),
  })
  takeReceipt(clinic.app.services, read!, { device: 'NHS App', interaction: 'i' })
}

const referenceOf = ({ body }: PlatformCall) => (body as { identifier: { value: string }[] }).identifier[0]!.value

test('a receipt that is quicker than the answer is not overwritten by it', async () => {
  next.push((call) => receipt({ communicationId: 'c1', reference: referenceOf(call) }, 'Delivered'))
  assert.equal((await write()).status, 201)
  assert.equal(stateOf((await messages())[0]), 'delivered')
})

test('a message that was delivered while the answer got lost is told as delivered', async () => {
  next.push((call) => {
    receipt({ communicationId: 'c1', reference: referenceOf(call) }, 'Delivered')
    doubtful()
  })
  const answer = await write()
  assert.equal(answer.status, 201, answer.text)
  assert.equal(stateOf(answer.json), 'delivered')
})

test('somebody is asked to see to a doubtful message, until a receipt settles it', async () => {
  next.push(doubtful)
  assert.equal((await write()).status, 503)
  assert.deepEqual(openTasks(), ['message-unconfirmed'])
  receipt({ communicationId: 'c1', reference: referenceOf(sent[0]!) }, 'Delivered')
  assert.deepEqual(openTasks(), [])
})

test('somebody is asked to reach a patient whom the NHS App could not', async () => {
  await write()
  receipt({ communicationId: 'c1' }, 'Rejected', undefined, 'NHS number not found')
  assert.deepEqual(openTasks(), ['message-rejected'])
  const [message] = await messages()
  assert.deepEqual([stateOf(message), message.status, message.statusReason.text], ['rejected', 'not-done', 'NHS number not found'])
})

test('receipts go to the callback from nobody but the NHS App', async () => {
  await write()
  const task = { resourceType: 'Task', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-app-communication-id', value: 'c1' }] }
  assert.equal((await clinic.client().request('POST', '/nhs-app/callback/FHIR/R4/Task', task)).status, 401)
  assert.equal(stateOf((await messages())[0]), 'sent')
})

test('a message is written, and what became of it read, on screen', async () => {
  const page = await desk.request('GET', `/patients/${joan}/messages`)
  const click = /name="click" value="([^"]+)"/.exec(page.text)![1]!
  const form = { formToken: tokenIn(page.text), click, text: 'Ring 01423 550100 & ask for "Marie".' }
  assert.equal((await desk.form(`/patients/${joan}/messages`, form)).status, 303)
  assert.equal((await desk.form(`/patients/${joan}/messages`, form)).status, 303)
  assert.equal(sent.length, 1)
  const shown = (await desk.request('GET', `/patients/${joan}/messages`)).text
  assert.match(shown, /With the NHS App, not delivered yet/)
  assert.match(shown, /Ring 01423 550100 &amp; ask for &quot;Marie&quot;\./)
})

test('a text that is refused stays in the form, and nothing in it is taken for markup', async () => {
  const page = await desk.request('GET', `/patients/${joan}/messages`)
  const refused = await desk.form(`/patients/${joan}/messages`, { formToken: tokenIn(page.text), text: '<script>alert(1)</script>' })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  assert.doesNotMatch(refused.text, /<script>alert/)
  assert.equal(sent.length, 0)
})

test('a doubtful message is sent again on screen once the user has read that it may arrive twice', async () => {
  next.push(doubtful)
  await write()
  const page = await desk.request('GET', `/patients/${joan}/messages`)
  assert.match(page.text, /Not known whether it was sent/)
  const asked = await desk.form(`/patients/${joan}/messages/again`, { formToken: tokenIn(page.text), message: '1' })
  assert.equal(asked.status, 422)
  assert.match(asked.text, /may get it twice/)
  assert.match(asked.text, /Send all the same/)
  assert.equal(sent.length, 1)
  assert.equal(
    (await desk.form(`/patients/${joan}/messages/again`, { formToken: tokenIn(asked.text), message: '1', despiteDoubt: 'yes' })).status,
    303,
  )
  assert.equal(sent.length, 2)
})
