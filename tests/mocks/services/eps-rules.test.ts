import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { numberInWords } from '../../../mocks/services/eps/words.ts'
import { cancellation, order, resource, staff, type ItemInput, type Json } from './eps-messages.ts'
import { epsWorld } from './eps-world.ts'

const eps = epsWorld()
const items = (message: Json): Json[] =>
  message.entry.map((entry: Json) => entry.resource).filter((each: Json) => each.resourceType === 'MedicationRequest')
const said = (body: Json): string[] => body.issue.map((issue: Json) => issue.diagnostics ?? issue.details?.coding[0]?.display)

/** Prepares a two-item prescription after changing it. */
async function prepared(
  change: (message: Json, requests: Json[]) => unknown,
  input: { items?: ItemInput[]; course?: 'acute' | 'continuous' | 'continuous-repeat-dispensing' } = {},
) {
  const message = order({ environment: eps.environment, items: [{}, {}], ...input })
  change(message, items(message))
  return eps.post('$prepare', message)
}

for (const [path, change] of [
  ['groupIdentifier', (request) => (request.groupIdentifier.value = '24F5DA-A83008-7EFE6Z')],
  ['category', (request) => (request.category[0].coding[0].code = 'outpatient')],
  ['authoredOn', (request) => (request.authoredOn = '2026-11-01T10:00:00Z')],
  ['subject', (request) => (request.subject.reference = 'urn:uuid:another')],
  [
    'dispenseRequest.performer',
    (request) =>
      (request.dispenseRequest.performer = { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'FZ902' } }),
  ],
  ['dispenseRequest.validityPeriod', (request) => (request.dispenseRequest.validityPeriod.start = '2026-12-24')],
  ['dispenseRequest.expectedSupplyDuration', (request) => (request.dispenseRequest.expectedSupplyDuration.value = 56)],
  [
    'dispenseRequest.extension("https://fhir.nhs.uk/StructureDefinition/Extension-DM-PerformerSiteType")',
    (request) => (request.dispenseRequest.extension[0].valueCoding.code = 'P2'),
  ],
  [
    'extension("https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionType")',
    (request) => (request.extension[0].valueCoding.code = '0104'),
  ],
] as [string, (request: Json) => unknown][]) {
  test(`items must agree on ${path.replace(/https:.*\//, '')}`, async () => {
    const { status, body } = await prepared((_, [, second]) => change(second!))
    assert.equal(status, 400)
    assert.equal(body.issue[0].code, 'value')
    assert.ok(
      body.issue[0].diagnostics.startsWith(`Expected all MedicationRequests to have the same value for ${path}. Received [`),
      body.issue[0].diagnostics,
    )
    assert.deepEqual(body.issue[0].expression, [`Bundle.entry.resource.ofType(MedicationRequest).${path}`])
    assert.ok(eps.lastViolations()[0]!.startsWith('shared-'))
  })
}

test('all objections come at once, and each is journalled', async () => {
  const { body } = await prepared((_, [first, second]) => {
    first!.status = 'draft'
    second!.dispenseRequest.validityPeriod.start = '2026-12-24'
    second!.identifier = first!.identifier
  })
  assert.deepEqual(
    said(body).map((text) => text.split(' Received')[0]),
    [
      'Expected all MedicationRequests to have the same value for dispenseRequest.validityPeriod.',
      'MedicationRequest.status must be active.',
      'Expected all MedicationRequests to have a different value for identifier.',
    ],
  )
  assert.deepEqual(eps.lastViolations(), ['shared-validity-period', 'status', 'duplicate-identifier'])
})

test('plans and reflex orders are refused; instance orders are not', async () => {
  const plan = await prepared((_, requests) => requests.forEach((request) => (request.intent = 'plan')))
  assert.deepEqual(said(plan.body), ['MedicationRequest.intent must be order, original-order or instance-order.'])
  assert.equal((await prepared((_, requests) => requests.forEach((request) => (request.intent = 'reflex-order')))).status, 400)
  assert.equal((await prepared((_, requests) => requests.forEach((request) => (request.intent = 'instance-order')))).status, 200)
})

test('several dosage instructions need a sequence number', async () => {
  const without = await prepared(() => 0, { items: [{ dosage: [{ text: 'one now' }, { text: 'one later' }] }] })
  assert.equal(without.status, 400)
  assert.deepEqual(without.body.issue, [
    {
      severity: 'error',
      code: 'invalid',
      details: {
        coding: [
          {
            code: 'MISSING_VALUE',
            display: 'The request contains multiple dosage instruction lines but no corresponding dosage sequence number.',
          },
        ],
      },
    },
  ])
  assert.equal(
    (
      await prepared(() => 0, {
        items: [
          {
            dosage: [
              { sequence: 1, text: 'one now' },
              { sequence: 2, text: 'one later' },
            ],
          },
        ],
      })
    ).status,
    200,
  )
})

test('an item needs a dose', async () => {
  const none = await prepared((_, requests) => requests.forEach((request) => (request.dosageInstruction = [])))
  assert.ok(said(none.body).includes('Required field dosageInstructions is missing.'))
  const absent = await prepared((_, requests) => requests.forEach((request) => delete request.dosageInstruction))
  assert.deepEqual(said(absent.body), Array(2).fill("ResourceType MedicationRequest must contain 'dosageInstruction' field"))
})

test('repeat dispensing needs a validity period, a supply duration in days and the number of repeats', async () => {
  const course = 'continuous-repeat-dispensing'
  const without = await prepared(
    (_, requests) =>
      requests.forEach((request) => (delete request.dispenseRequest.validityPeriod, delete request.dispenseRequest.expectedSupplyDuration)),
    { course },
  )
  assert.deepEqual(said(without.body), [
    'Expected MedicationRequest to have a value for dispenseRequest.validityPeriod.',
    'Expected MedicationRequest to have a value for dispenseRequest.expectedSupplyDuration.',
  ])
  const repeats = await prepared((_, requests) => requests.forEach((request) => delete request.dispenseRequest.numberOfRepeatsAllowed), {
    course,
  })
  assert.deepEqual(repeats.body.issue[0].expression, ['MedicationRequest.dispenseRequest.numberOfRepeatsAllowed'])
  const weeks = await prepared(
    (_, requests) => requests.forEach((request) => (request.dispenseRequest.expectedSupplyDuration.code = 'wk')),
    { course },
  )
  assert.deepEqual(said(weeks.body), ['Expected supply duration must be specified in days.'])
  assert.equal((await prepared(() => 0, { course })).status, 200)
})

test('a prescriber has exactly one professional number, and no GMP number', async () => {
  const identifiers = (message: Json): Json[] => resource(message, 'Practitioner').identifier
  const none = await prepared(
    (message) =>
      (resource(message, 'Practitioner').identifier = identifiers(message).filter((identifier) =>
        identifier.system.endsWith('sds-user-id'),
      )),
  )
  assert.deepEqual(none.body.issue[0].details.coding[0].code, 'TOO_FEW_VALUES_SUBMITTED')
  const two = await prepared((message) => identifiers(message).push({ system: 'https://fhir.hl7.org.uk/Id/nmc-number', value: '12A3456E' }))
  assert.equal(two.body.issue[0].details.coding[0].code, 'TOO_MANY_VALUES_SUBMITTED')
  const gmp = await prepared((message) => identifiers(message).push({ system: 'https://fhir.hl7.org.uk/Id/gmp-number', value: 'G9999981' }))
  assert.deepEqual(said(gmp.body), [
    'Bundle resource Practitioner.identifier expected exactly one professional code from GMC|NMC|GPhC|HCPC|professional-code.',
  ])
})

test('primary care: no healthcare service, and the organisation is part of another', async () => {
  const service = await prepared((message) => (resource(message, 'PractitionerRole').healthcareService = [{ reference: 'urn:uuid:x' }]))
  assert.deepEqual(said(service.body), ['Unexpected field of practitionerRole.healthcareService.'])
  const alone = await prepared((message) => delete resource(message, 'Organization').partOf)
  assert.deepEqual(said(alone.body), ['Required field organization.partOf is missing.'])
})

test('roles point to entries of the bundle; telephone numbers have a value and a use', async () => {
  const named = await prepared(
    (message) =>
      (resource(message, 'PractitionerRole').organization = {
        identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' },
      }),
  )
  assert.ok(
    said(named.body).includes(
      'practitionerRole.organization populated incorrectly. Please populate with Reference to resource within Bundle.',
    ),
  )
  const telecom = await prepared((message) => delete resource(message, 'Organization').telecom[0].use)
  assert.match(said(telecom.body)[0]!, /^Required field bundle\.entry\[\d+\]\.resource\.telecom\[0\]\.use is missing\.$/)
})

test('a medicine is given once', async () => {
  const { body } = await prepared((_, [first]) => (first!.medicationReference = { reference: 'urn:uuid:x' }))
  assert.equal(body.issue[0].code, 'structure')
  assert.equal(body.issue[0].details.coding[0].code, 'CONFLICTING_VALUES')
})

test('missing fields and wrong codes are told by the FHIR validator, for all resources at once', async () => {
  const { status, body } = await prepared((message, [first, second]) => {
    delete first!.groupIdentifier
    second!.dispenseRequest.quantity.value = 0
    delete resource(message, 'Patient').birthDate
    second!.extension[0].valueCoding.code = '9999'
  })
  assert.equal(status, 400)
  const texts = said(body)
  assert.ok(texts.includes("ResourceType MedicationRequest must contain 'groupIdentifier' field"))
  assert.ok(texts.includes("ResourceType Patient must contain 'birthDate' field"))
  assert.ok(texts.some((text) => text.includes('dispenseRequest.quantity.value')))
  assert.ok(texts.some((text) => text.startsWith("Invalid value '9999' in MedicationRequest.extension[0].valueCoding.code")))
})

test('what is no JSON, no Bundle or no message of EPS is refused', async () => {
  const broken = await eps.post('$prepare', '{"resourceType":')
  assert.equal(broken.status, 400)
  assert.match(broken.body.issue[0].diagnostics, /^Failed to parse JSON encoded FHIR content: /)
  assert.deepEqual(said((await eps.post('$prepare', { resourceType: 'Patient' })).body), ['Incorrect FHIR resource type. Expected Bundle.'])
  assert.equal((await eps.post('$prepare', '[]')).status, 400)
  assert.equal((await eps.post('$prepare', 'null')).status, 400)
  const event = await prepared((message) => (resource(message, 'MessageHeader').eventCoding.code = 'admit'))
  assert.deepEqual(said(event.body), [
    'MessageHeader.eventCoding.code must be one of: prescription-order, prescription-order-update, dispense-notification.',
  ])
  const dispensing = await prepared((message) => (resource(message, 'MessageHeader').eventCoding.code = 'dispense-notification'))
  assert.equal(dispensing.status, 403)
})

test('$prepare wants an order, not a cancellation', async () => {
  const { body } = await eps.post('$prepare', cancellation(order({ environment: eps.environment })))
  assert.deepEqual(said(body), ["MessageHeader.eventCoding.code must be 'prescription-order'."])
})

test('a cancellation has one item, its status, and a reason', async () => {
  const two = order({ environment: eps.environment, items: [{}, {}] })
  resource(two, 'MessageHeader').eventCoding.code = 'prescription-order-update'
  const { body } = await eps.post('$process-message', two)
  assert.deepEqual(said(body), [
    "The Bundle must contain exactly one MedicationRequest if MessageHeader.eventCoding.code is 'prescription-order-update'.",
    'MedicationRequest.status must be cancelled.',
    'Expected MedicationRequest to have a value for statusReason.',
  ])
  const unknown = cancellation(order({ environment: eps.environment }), { reason: '0010' })
  assert.equal((await eps.post('$process-message', unknown)).status, 400)
})

test('prescribing can be switched off', async () => {
  eps.controls.setFeatures(eps.state, { prescribing: false })
  const { status, body } = await prepared(() => 0)
  eps.controls.setFeatures(eps.state, { prescribing: true })
  assert.equal(status, 400)
  assert.deepEqual(body.issue, [{ severity: 'fatal', code: 'not-supported', diagnostics: 'Prescribing functionality is disabled.' }])
})

// What Spine looks at.
async function sent(change: (message: Json) => unknown, input: Partial<Parameters<typeof order>[0]> = {}) {
  const message = order({ environment: eps.environment, ...input })
  change(message)
  const { answer } = await eps.send(message)
  return { ...answer, coding: answer.body.issue[0].details?.coding[0] as Json | undefined }
}

test('a prescription id of the wrong shape, a wrong NHS number, five items and a hundred issues', async () => {
  const check = await sent(() => 0, { prescriptionId: '24F5DA-A83008-7EFE6A' })
  assert.equal(check.body.issue[0].code, 'processing')
  assert.deepEqual(check.coding, {
    system: 'https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode',
    code: 'FAILURE_TO_PROCESS_MESSAGE',
    display: 'Unable to process message. Information missing or invalid - prescriptionID has invalid checksum',
  })
  assert.equal((await sent(() => 0, { prescriptionId: '24f5da' })).coding!.code, 'FAILURE_TO_PROCESS_MESSAGE')
  assert.equal((await sent(() => 0, { nhsNumber: '9990000019' })).coding!.code, 'FAILURE_TO_PROCESS_MESSAGE')
  assert.equal((await sent(() => 0, { items: [{}, {}, {}, {}] })).status, 200)
  assert.deepEqual(
    (await sent(() => 0, { items: [{}, {}, {}, {}, {}] })).coding!.display,
    'Number of items on a prescription should be between 1 and 4',
  )
  assert.equal((await sent(() => 0, { course: 'continuous-repeat-dispensing', repeats: 98 })).status, 200)
  assert.deepEqual((await sent(() => 0, { course: 'continuous-repeat-dispensing', repeats: 99 })).coding!.code, 'INVALID_REPEAT_COUNT')
})

test('the patient Spine holds for dead', async () => {
  eps.controls.recordDeath(eps.state, { nhsNumber: '9990000042' })
  const { status, coding } = await sent(() => 0, { nhsNumber: '9990000042' })
  assert.equal(status, 400)
  assert.equal(coding!.code, 'PATIENT_DECEASED')
})

// What the real service lets pass.
const noted = async (change: (message: Json) => unknown, input: Partial<Parameters<typeof order>[0]> = {}) => {
  const { status, text } = await sent(change, input)
  assert.equal(status, 200, text)
  return eps.lastViolations()
}
const MORPHINE = { code: '36126511000001106', display: 'Morphine 10mg modified-release tablets', quantity: 28 }

test('controlled drugs: words and figures, dose, repeat dispensing', async () => {
  assert.deepEqual(await noted(() => 0, { items: [{ ...MORPHINE, words: 'twenty-eight', schedule: 'CD2' }] }), [])
  assert.deepEqual(await noted(() => 0, { items: [MORPHINE] }), ['controlled-drug-without-words'])
  assert.deepEqual(await noted(() => 0, { items: [{ ...MORPHINE, words: 'eighteen' }] }), ['controlled-drug-words-differ'])
  assert.deepEqual(await noted(() => 0, { items: [{ ...MORPHINE, words: 'twenty eight', schedule: 'CD3' }] }), ['controlled-drug-schedule'])
  assert.deepEqual(await noted(() => 0, { items: [{ ...MORPHINE, words: 'twenty eight', dosage: [{ text: 'As directed' }] }] }), [
    'controlled-drug-dose',
  ])
  assert.deepEqual(await noted(() => 0, { course: 'continuous-repeat-dispensing', items: [{ ...MORPHINE, words: 'twenty eight' }] }), [
    'controlled-drug-on-repeat-dispensing',
  ])
  assert.deepEqual(await noted(() => 0, { items: [{ code: '321196004', display: 'Diazepam 2mg tablets' }] }), [])
})

test('numbers in words', () => {
  for (const [words, number] of [
    ['twenty eight', 28],
    ['Twenty-eight tablets', 28],
    ['one hundred and twelve', 112],
    ['seven', 7],
    ['two thousand and five', 2005],
    ['ninety', 90],
    ['28', undefined],
    ['', undefined],
    ['two point five', undefined],
  ] as const) {
    assert.equal(numberInWords(words), number, words)
  }
})

test('nomination and dispensing site agree', async () => {
  assert.deepEqual(await noted((message) => (items(message)[0]!.dispenseRequest.extension[0].valueCoding.code = 'P1')), [
    'nomination-without-dispenser',
  ])
  assert.deepEqual(
    await noted((message) => (items(message)[0]!.dispenseRequest.extension[0].valueCoding.code = '0004'), { nominated: 'FZ901' }),
    ['dispenser-without-nomination'],
  )
})

test('a quantity has two decimals at most', async () => {
  assert.deepEqual(await noted(() => 0, { items: [{ quantity: 2.125 }] }), ['quantity-precision'])
  assert.deepEqual(await noted(() => 0, { items: [{ quantity: 2.5 }] }), [])
})

test('a prescription id names the organisation of the prescriber', async () => {
  assert.deepEqual(await noted(() => 0, { prescriptionId: '003D4D-A99968-4C5AAJ' }), ['prescription-id-of-another-organisation'])
})

test('user, role and organisation of the message are those of the session', async () => {
  const message = order({ environment: eps.environment, persona: 'second GP' })
  const signed = await eps.signed(message, 'second GP')
  const { status } = await eps.post('$process-message', signed, { persona: 'GP' })
  assert.equal(status, 200)
  assert.deepEqual(eps.lastViolations(), ['user-differs-from-token', 'role-differs-from-session'])

  const elsewhere = await eps.signed(order({ environment: eps.environment, persona: 'locum with two posts' }), 'locum with two posts')
  await eps.post('$process-message', elsewhere, {
    persona: 'locum with two posts',
    headers: { 'nhsd-session-urid': staff('locum with two posts').roles[1]!.id },
  })
  assert.deepEqual(eps.lastViolations(), ['role-differs-from-session', 'organisation-differs-from-session'])
})

test('a role without the right to prescribe', async () => {
  const message = order({ environment: eps.environment, persona: 'practice nurse' })
  await eps.send(message, 'practice nurse')
  assert.deepEqual(eps.lastViolations(), ['role-may-not-prescribe'])
})

test('an X-Request-ID is used for one message', async () => {
  const id = randomUUID()
  await eps.post('$process-message', await eps.signed(order({ environment: eps.environment })), { headers: { 'x-request-id': id } })
  assert.deepEqual(eps.lastViolations(), [])
  await eps.post('$process-message', await eps.signed(order({ environment: eps.environment })), { headers: { 'x-request-id': id } })
  assert.deepEqual(eps.lastViolations(), ['request-id-reused'])
})

test('whatever is broken in a message, the answer is a refusal and no breakdown', async () => {
  const world = epsWorld()
  const signed = await world.signed(order({ environment: world.environment, items: [{ words: 'twenty-one' }, {}] }))
  const { random } = world.environment
  const places = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, Array.isArray(value) ? Number(key) : key]))]
      : [path]
  const all = places(signed).filter((path) => path.length)
  const wrong: unknown[] = [undefined, null, 7, '', 'x', [], {}, true, [null], [{}]]
  for (const path of all) {
    const copy = structuredClone(signed)
    const parent = path.slice(0, -1).reduce<Json>((at, key) => at[key], copy)
    parent[path.at(-1)!] = wrong[random.below(wrong.length)]
    for (const operation of ['$prepare', '$process-message', '$convert'] as const) {
      const { status } = await world.post(operation, copy)
      assert.ok([200, 400, 403].includes(status), `${operation} ${path.join('.')}: ${status}`)
    }
    world.state.prescriptions.clear()
    world.state.lineItems.clear()
    world.state.messages.clear()
  }
})
