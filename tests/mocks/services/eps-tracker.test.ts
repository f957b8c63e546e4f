import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { cancellation, order, PATIENT, resource, staff, type Json, type OrderInput } from './eps-messages.ts'
import { epsWorld } from './eps-world.ts'

/** EPS with a prescription in it, and the tracker beside. */
async function tracked(input: Omit<OrderInput, 'environment'> = {}) {
  const eps = epsWorld()
  const { message } = await eps.send(order({ environment: eps.environment, ...input }))
  const prescriptionId: string = resource(message, 'MedicationRequest').groupIdentifier.value
  const get = async (path: string, over: Record<string, string | undefined> = {}) => {
    const headers = Object.entries({
      authorization: `Bearer ${eps.tokenFor('GP')}`,
      'nhsd-session-urid': staff('GP').roles[0]!.id,
      'nhsd-organization-uuid': 'A99901',
      'nhsd-session-jobrole': staff('GP').roles[0]!.code,
      'x-request-id': randomUUID(),
      ...over,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const response = await eps.fetch(`${eps.baseUrl}/clinical-prescription-tracker/RequestGroup${path}`, { headers })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Json }
  }
  return { eps, message, prescriptionId, get, detail: async () => (await get(`/${encodeURIComponent(prescriptionId)}`)).body }
}

const statusOf = (group: Json): string => group.extension[0].extension[0].valueCoding.display
const said = (body: Json): string[] => body.issue.map((issue: Json) => issue.diagnostics)

test('a patient search finds each issue, and the patient', async () => {
  const { get, prescriptionId } = await tracked({ course: 'continuous-repeat-dispensing', repeats: 1 })
  const { status, headers, body } = await get(`?nhsNumber=${PATIENT}`)
  assert.equal(status, 200)
  assert.equal(headers.get('content-type'), 'application/fhir+json')
  assert.equal(headers.get('cache-control'), 'no-cache')
  assert.deepEqual([body.type, body.total], ['searchset', 2])
  assert.deepEqual(resource(body, 'Patient').name, [{ prefix: ['Mrs'], given: ['Joan'], family: 'Okafor' }])
  const groups = body.entry.slice(1).map((entry: Json) => entry.resource)
  assert.deepEqual(
    groups.map((group: Json) => [group.identifier[0].value, group.intent, statusOf(group)]),
    [
      [prescriptionId, 'reflex-order', 'To be Dispensed'],
      [prescriptionId, 'reflex-order', 'Repeat Dispense future instance'],
    ],
  )
})

test('finding nothing is no error in a search, and one in a retrieval', async () => {
  const { get } = await tracked()
  const search = await get('?prescriptionId=24F5DA-A83008-7EFE6Z')
  assert.deepEqual([search.status, search.body.total, search.body.entry], [200, 0, []])
  const one = await get('/24F5DA-A83008-7EFE6Z')
  assert.equal(one.status, 404)
  assert.deepEqual(one.body.issue, [
    {
      code: 'not-found',
      severity: 'error',
      diagnostics: 'Prescription not found',
      details: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/CodeSystem/http-error-codes',
            code: 'NOT_FOUND',
            display: '404: The Server was unable to find the specified resource.',
          },
        ],
      },
    },
  ])
})

test('what is wrong with a request is told at once', async () => {
  const { get } = await tracked()
  assert.deepEqual(said((await get('')).body), [
    'Missing required query string parameter; either prescriptionId or nhsNumber must be included.',
  ])
  assert.deepEqual(said((await get(`?nhsNumber=${PATIENT}&prescriptionId=24F5DA-A83008-7EFE6Z`)).body), [
    'Invalid query string parameters; only prescriptionId or nhsNumber must be provided, not both.',
  ])
  assert.deepEqual(said((await get('?prescriptionId=24F5DA-A83008-7EFE6A')).body), ['prescriptionId checksum is invalid.'])
  assert.deepEqual(said((await get('?nhsNumber=12', { 'x-request-id': undefined, 'nhsd-session-jobrole': undefined })).body), [
    'nhsNumber does not match required format.',
    'nhsNumber checksum is invalid.',
    'Missing required header, x-request-id.',
    'Missing required header, nhsd-session-jobrole.',
  ])
})

test('a plus in an id must be encoded', async () => {
  const { get } = await tracked({ prescriptionId: '4243A0-A99968-4E149+' })
  assert.equal((await get('?prescriptionId=4243A0-A99968-4E149+')).status, 400)
  assert.equal((await get('?prescriptionId=4243A0-A99968-4E149%2B')).body.total, 1)
  assert.equal((await get('/4243A0-A99968-4E149%2B')).status, 200)
})

test('only a healthcare worker at AAL3 gets in', async () => {
  const { get, eps } = await tracked()
  assert.equal((await get(`?nhsNumber=${PATIENT}`, { authorization: undefined })).status, 401)
  assert.equal((await get(`?nhsNumber=${PATIENT}`, { authorization: `Bearer ${eps.tokenFor('GP without a smartcard')}` })).status, 403)
  await get(`?nhsNumber=${PATIENT}`, { 'nhsd-session-jobrole': 'S0000:G0000:R0001' })
  assert.deepEqual(eps.lastViolations(), ['job-role-differs-from-session'])
})

test('a prescription in detail: items, what was dispensed, history', async () => {
  const { eps, message, prescriptionId, detail } = await tracked({
    nominated: 'FZ901',
    items: [{}, { code: '322236009', display: 'Paracetamol 500mg tablets' }],
  })
  const [first, second] = message.entry
    .filter((entry: Json) => entry.resource.resourceType === 'MedicationRequest')
    .map((entry: Json) => entry.resource.identifier[0].value)
  eps.controls.releaseNominated(eps.state, { organisation: 'FZ901' }, eps.environment)
  eps.controls.dispense(
    eps.state,
    { prescriptionId, items: [{ lineItemId: first }, { lineItemId: second, status: '0002', reason: '0001' }] },
    eps.environment,
  )

  const body = await detail()
  assert.equal(body.total, 1)
  const of = (type: string): Json[] => body.entry.map((entry: Json) => entry.resource).filter((each: Json) => each.resourceType === type)
  assert.deepEqual(
    of('MedicationRequest').map((item) => [
      item.medicationCodeableConcept.text,
      item.status,
      item.dispenseRequest.performer.identifier[0].value,
    ]),
    [
      ['Amoxicillin 250mg capsules', 'completed', 'FZ901'],
      ['Paracetamol 500mg tablets', 'stopped', 'FZ901'],
    ],
  )
  assert.deepEqual(
    of('MedicationDispense').map((item) => [
      item.quantity.value,
      item.type.coding[0].display,
      item.statusReasonCodeableConcept?.coding[0].display,
    ]),
    [
      [21, 'Item fully dispensed', undefined],
      [0, 'Item not dispensed', 'Not required as instructed by the patient'],
    ],
  )
  const [group] = of('RequestGroup')
  assert.equal(body.entry.at(-1).resource, group)
  assert.equal(statusOf(group!), 'Dispensed')
  assert.equal(group!.action[0].action.length, 2)
  assert.deepEqual(
    group!.action[1].action.map((event: Json) => [
      event.title,
      event.code[0].coding[0].code,
      event.participant[0].extension[0].valueReference.identifier.value,
    ]),
    [
      ['Prescription upload successful', '0001', 'A99901'],
      ['Nominated Release Request successful', '0002', 'FZ901'],
      ['Dispense notification successful', '0006', 'FZ901'],
    ],
  )
  assert.equal(group!.action[1].action[2].action.length, 2)
})

test('cancelled items say why; marked ones say so', async () => {
  const { eps, message, detail, prescriptionId } = await tracked({ items: [{}, {}] })
  await eps.post('$process-message', cancellation(message, { item: 0, reason: '0002' }))
  eps.controls.release(eps.state, { prescriptionId, organisation: 'FZ902' }, eps.environment)
  await eps.post('$process-message', cancellation(message, { item: 1 }))
  const body = await detail()
  const items: Json[] = body.entry.map((entry: Json) => entry.resource).filter((each: Json) => each.resourceType === 'MedicationRequest')
  assert.equal(items[0]!.statusReason.coding[0].display, 'Clinical contra-indication')
  assert.deepEqual(
    items.map((item) => item.extension[1].extension[0]),
    [
      { url: 'lineItemPendingCancellation', valueBoolean: false },
      { url: 'lineItemPendingCancellation', valueBoolean: true },
    ],
  )
  const history = resource(body, 'RequestGroup').action[1].action.map((event: Json) => event.title)
  assert.deepEqual(history.slice(1), [
    'Prescription/item was cancelled',
    'Release Request successful',
    'Prescription/item was not cancelled. With dispenser. Marked for cancellation',
  ])
})

test('an issue can be asked for by its number', async () => {
  const { get, prescriptionId } = await tracked({ course: 'continuous-repeat-dispensing', repeats: 2 })
  const second = await get(`/${encodeURIComponent(prescriptionId)}?issueNumber=2`)
  assert.equal(resource(second.body, 'RequestGroup').extension[2].extension[0].valueInteger, 2)
  assert.equal((await get(`/${encodeURIComponent(prescriptionId)}?issueNumber=9`)).status, 404)
})

test('searches look two years back unless told otherwise', async () => {
  const { get, eps } = await tracked()
  eps.environment.clock.advance(3 * 365 * 24 * 60 * 60 * 1000)
  assert.equal((await get(`?nhsNumber=${PATIENT}`)).body.total, 0)
  assert.equal((await get(`?nhsNumber=${PATIENT}&lowDate=20200101`)).body.total, 1)
  assert.equal((await get(`?nhsNumber=${PATIENT}&highDate=20200101`)).body.total, 0)
})
