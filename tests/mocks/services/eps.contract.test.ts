import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import { checkCharacter, isValid } from '../../../config/identifiers/prescription-id.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'
import { cancellation, order, resource, type Json } from './eps-messages.ts'
import { epsWorld } from './eps-world.ts'

const EXAMPLES = 'eps-fhir-prescribing/examples'
const example = (path: string): string => readSpec(EXAMPLES, path)
const exampleJson = (path: string): Json => JSON.parse(example(path))

/** Why an example is not what the service does today. Everything else must be answered as published. */
const STALE: Record<string, string> = {
  'spec/prepare/eRD-primary-example-req.json': 'the published answer is an illustration: RS1, and a digest of another message',
  'spec/errors/example-b-spine-error-patient-deceased/SendRequest-FhirMessageSigned.json':
    'written for identifier systems that have since changed',
}

describe('EPS: published examples', { skip: withoutSpecs }, () => {
  const eps = epsWorld()
  /** Each example is a world of its own: they use the same prescription ids. */
  const forget = () =>
    [eps.state.prescriptions, eps.state.lineItems, eps.state.messages, eps.state.requestIds].forEach((map) => map.clear())

  for (const path of specFiles(EXAMPLES, /(Prepare-Request-(Multiple-Dosages-)?200|prepare\/.*-req).*\.json$/)) {
    test(`$prepare answers ${path}`, async () => {
      const published = exampleJsonOrNone(path.replace('Prepare-Request', 'Prepare-Response').replace('-req.', '-res.'))
      if (published) eps.environment.clock.set(Date.parse(published.parameter[1].valueString))
      const { status, body, text } = await eps.post('$prepare', example(path))
      assert.equal(status, 200, text)
      if (published && !STALE[path]) assert.deepEqual(body, published)
    })
  }

  for (const path of specFiles(EXAMPLES, /Convert-Response.*\.xml$/)) {
    test(`$convert gives ${path}`, async () => {
      eps.environment.clock.set(Date.UTC(2022, 1, 1))
      const { status, text } = await eps.post(
        '$convert',
        example(path.replace('Convert-Response', 'Process-Request').replace(/\.xml$/, '.json')),
      )
      assert.equal(status, 200)
      // A clock that runs may have passed a second.
      assert.equal(text.replace(/20220201\d{6}/g, '20220201000000').trim(), example(path).trim())
    })
  }

  for (const path of specFiles(
    EXAMPLES,
    /(Process-Request-(Send|Multiple).*-?_?200_OK|\d-Process-Request-Multiple.*|prescription-order\/.*-req)\.json$/,
  )) {
    test(`$process-message takes ${path}, once a trusted prescriber has signed it`, async () => {
      forget()
      const asPublished = await eps.post('$process-message', example(path))
      assert.equal(asPublished.status, 400, 'published signatures are placeholders, stale, or of the national test authority')
      assert.ok(
        asPublished.body.issue.every((issue: Json) => /signature|certificate/i.test(issue.diagnostics)),
        asPublished.text,
      )

      eps.environment.clock.set(Date.now())
      const message = exampleJson(path)
      message.entry = message.entry.filter((entry: Json) => entry.resource.resourceType !== 'Provenance')
      const { answer } = await eps.send(message)
      const id = resource(message, 'MedicationRequest').groupIdentifier.value
      if (isValid(id) && isNhsNumber(resource(message, 'Patient').identifier[0].value)) return assert.equal(answer.status, 200, answer.text)
      // Some examples are published with a check character that is wrong (DCC5EA-A83008-10CC1F).
      assert.equal(answer.body.issue[0].details.coding[0].code, 'FAILURE_TO_PROCESS_MESSAGE')
    })
  }

  for (const path of specFiles(EXAMPLES, /cancellations\/.*Process-Request-Cancel-200_OK\.json$/)) {
    test(`$process-message takes ${path}, though EPS does not know the prescription`, async () => {
      forget()
      const { status, body } = await eps.post('$process-message', example(path))
      assert.equal(status, 400)
      assert.deepEqual(body, exampleJson('spec/errors/prescription-order-update/R-0008-Cancellation.json'))
    })
  }

  test('a mixed course of therapy, a plan and a wrong check character are refused as published', async () => {
    const mixed = await eps.post('$prepare', example('errors/2-Prepare-Request-400_Invalid_Course_of_Therapy_mixed.json'))
    assert.equal(mixed.status, 400)
    assert.deepEqual(mixed.body, exampleJson('errors/2-Prepare-Response-400_Invalid_Course_of_Therapy_mixed.json'))

    // The same order when it is sent: the same rule.
    const sent = await eps.post('$process-message', example('errors/2-Process-Request-Send-400_Invalid_Course_of_Therapy_mixed.json'))
    assert.equal(sent.status, 400)
    assert.deepEqual(sent.body, mixed.body)
    const plan = await eps.post('$process-message', example('errors/4-Process-Request-Send-400_invalid_intent.json'))
    assert.equal(plan.status, 400)
    assert.deepEqual(plan.body, exampleJson('errors/4-Process-Response-Send-400_invalid_intent.json'))

    forget()
    const message = exampleJson('errors/1-Process-Request-Send-400_INVALID_CHECKSUM.json')
    message.entry = message.entry.filter((entry: Json) => entry.resource.resourceType !== 'Provenance')
    const { answer } = await eps.send(message)
    assert.equal(answer.status, 400)
    assert.deepEqual(answer.body.issue, exampleJson('errors/1-Process-Response-Send-400_INVALID_CHECKSUM.json').issue)
  })

  test('a message without its entries is refused as published', async () => {
    const { entry: _entry, ...rest } = exampleJson('spec/prepare/eRD-primary-example-req.json')
    const { status, body } = await eps.post('$prepare', rest)
    assert.equal(status, 400)
    const { expression: _expression, ...issue } = body.issue[0]
    assert.deepEqual(issue, exampleJson('spec/errors/example-a-validation-error-missing-field/Response-FhirError.json').issue[0])
  })

  for (const code of ['R-0009', 'R-5000', 'R-5888']) {
    test(`${code} is answered as published`, async () => {
      const path = `spec/errors/prescription-order-update/${code}-Cancellation.json`
      const message = order({ environment: eps.environment })
      forget()
      await eps.send(message)
      const cancel = cancellation(message)
      if (code === 'R-0009') eps.controls.setFeatures(eps.state, { cancellation: false })
      if (code === 'R-5000') resource(cancel, 'Patient').identifier[0].value = '9990000026'
      if (code === 'R-5888') eps.environment.faults.inject({ service: 'eps', kind: 'error', name: 'R-5888' })
      const { status, body } = await eps.post('$process-message', cancel)
      eps.controls.setFeatures(eps.state, { cancellation: true })
      assert.equal(status, 400)
      assert.deepEqual(body, exampleJson(path))
    })
  }

  test('a cancellation that comes too late is answered with a Bundle of the published shape', async () => {
    forget()
    const message = order({ environment: eps.environment })
    const prescriptionId = resource(message, 'MedicationRequest').groupIdentifier.value
    await eps.send(message)
    eps.controls.release(eps.state, { prescriptionId, organisation: 'FZ901' }, eps.environment)
    const { status, body } = await eps.post('$process-message', cancellation(message, { by: 'second GP' }))
    assert.equal(status, 400)
    // The example has the canceller answer for the prescription too, so it lists one author less.
    const published = exampleJson('spec/errors/prescription-order-update/R-0002-Cancellation.json')
    const shapes = (bundle: Json) =>
      Object.fromEntries(bundle.entry.map((entry: Json) => [entry.resource.resourceType, shapeOf(entry.resource)]))
    for (const type of ['MessageHeader', 'MedicationRequest', 'Patient'])
      assert.deepEqual(shapes(body)[type], shapes(published)[type], type)
    assert.deepEqual(
      new Set(body.entry.map((entry: Json) => entry.resource.resourceType)),
      new Set(published.entry.map((entry: Json) => entry.resource.resourceType)),
    )
    assert.deepEqual(Object.keys(body).sort(), Object.keys(published).sort())
  })
})

/** The paths of a value and the kinds of their ends: what two answers must share. Lists count by their first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length ? [shapeOf(value[0])] : []
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, shapeOf((value as Json)[key])]),
  )
}

function exampleJsonOrNone(path: string): Json | undefined {
  return specFiles(EXAMPLES, /\.json$/).includes(path) ? exampleJson(path) : undefined
}

/** Where the published response schemas cannot be met by what the service does, and why. */
const SCHEMA_DEVIATIONS: [RegExp, string][] = [
  [
    /algorithm|\/parameter\/2\/valueString must be equal/,
    'the schema still lists RS1 alone; the published answers and the service say RS256',
  ],
  [/\/parameter\/\d .*oneOf|\/parameter\/\d\/(name|valueString) must/, 'follows from the algorithm: a parameter that fits none of three'],
  [
    /\/issue\/0\/details\/coding\/0\/system must be equal/,
    'the schema lists one system; published answers also use those of Spine and of cancellations',
  ],
  [/\/issue\/0\/expression must be string/, 'published answers give a list, as FHIR has it'],
  [
    /\/entry\/\d+ must match exactly one schema in oneOf|\/entry\/\d+\/resource/,
    'the published answers of cancellations lack what the schema demands of them (category, dosageInstruction, partOf and more)',
  ],
  [/^\/id must be equal/, 'the schema takes the id of one example for the only one'],
]

describe('EPS: published response schemas', { skip: withoutSpecs }, () => {
  const api = withoutSpecs ? undefined : new OpenApi('eps-fhir-prescribing', 'openapi.json')
  const eps = epsWorld()
  const unexplained = (found: string[]) => found.filter((line) => !SCHEMA_DEVIATIONS.some(([pattern]) => pattern.test(line)))

  test('answers fit the schemas, but for what is explained', async () => {
    const message = order({ environment: eps.environment })
    const prepared = await eps.post('$prepare', message)
    assert.deepEqual(unexplained(api!.response('/FHIR/R4/$prepare', 'post', '200')(prepared.body)), [])
    const refused = await eps.post('$prepare', { ...message, entry: [] })
    assert.equal(refused.status, 400)
    assert.deepEqual(unexplained(api!.response('/FHIR/R4/$prepare', 'post', '4XX')(refused.body)), [])

    const { message: sent, answer } = await eps.send(message)
    assert.equal(answer.status, 200)
    assert.deepEqual(api!.response('/FHIR/R4/$process-message#prescription-order', 'post', '200')(answer.body), [])
    const again = await eps.send({ ...message, identifier: { ...message.identifier, value: randomUUID() } })
    assert.equal(again.answer.status, 400)
    assert.deepEqual(unexplained(api!.response('/FHIR/R4/$process-message#prescription-order', 'post', '4XX')(again.answer.body)), [])

    const cancelled = await eps.post('$process-message', cancellation(sent))
    assert.equal(cancelled.status, 200)
    assert.deepEqual(unexplained(api!.response('/FHIR/R4/$process-message#prescription-order-update', 'post', '200')(cancelled.body)), [])
  })

  test('the published answers themselves break their schemas where ours do', () => {
    const check = api!.response('/FHIR/R4/$process-message#prescription-order-update', 'post', '200')
    assert.notDeepEqual(check(exampleJson('spec/errors/prescription-order-update/bundle-success.json')), [])
    const prepare = api!.response('/FHIR/R4/$prepare', 'post', '200')
    const published = exampleJson('primary-care/repeat-prescribing/1-Prepare-Response-200_OK.json')
    assert.notDeepEqual(prepare(published), [])
  })
})

describe('EPS: prescription id vectors', { skip: withoutSpecs }, () => {
  test('every vector holds', () => {
    const vectors = JSON.parse(readSpec('vectors', 'eps-prescription-id.json')) as {
      valid: { value: string }[]
      invalid: { value: string }[]
      generate: { body: string; check: string }[]
    }
    for (const { value } of vectors.valid) assert.ok(isValid(value), value)
    for (const { value } of vectors.invalid) assert.ok(!isValid(value), value)
    for (const { body, check } of vectors.generate) assert.equal(checkCharacter(body), check)
  })
})
