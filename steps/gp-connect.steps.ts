import { defineParameterType, Then, When, type DataTable } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureConsumerAnswered, ensureConsumerRefused, ensureShutOut, shownBy, type PublishedError } from './checks/ensure-consumer-answered.ts'
import { readTrail, trailSinceMark } from './support/audit-trail.ts'
import { consume, CONSUMER, consumerExchange, type ConsumerCall, type ConsumerExchange } from './support/consumer.ts'
import { FLAWS, wantsXml } from './support/consumer-flaws.ts'
import { inEachWay } from './support/consumer-ways.ts'
import { MATTERS, resourcesOf } from './support/consumer-matters.ts'
import { resourcesIn } from './support/patient-app.ts'
import type { AssayWorld } from './world.ts'

const oneOf = (words: object) =>
  new RegExp(
    Object.keys(words)
      .sort((a, b) => b.length - a.length)
      .map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
  )

defineParameterType({ name: 'gpcMatter', regexp: oneOf(MATTERS), transformer: (words: string) => words })
defineParameterType({ name: 'gpcFlaw', regexp: oneOf(FLAWS), transformer: (words: string) => words })

/** Refusals by how scenarios word why. */
const REASONS: Record<string, PublishedError[]> = {
  'the call is malformed': [{ status: 400, code: 'BAD_REQUEST', issue: 'invalid' }],
  // The suite has 400 for what lacks, the specification 422: see tests/docs/gp-connect-provider-suite.yaml.
  'the patient is not described as needed': [
    { status: 400, code: 'BAD_REQUEST', issue: 'invalid' },
    { status: 422, code: 'INVALID_RESOURCE', issue: 'invalid' },
  ],
  'no NHS number is given': [
    { status: 400, code: 'INVALID_NHS_NUMBER', issue: 'value' },
    { status: 422, code: 'INVALID_RESOURCE', issue: 'invalid' },
  ],
  'PDS cannot confirm the patient': [{ status: 400, code: 'INVALID_PATIENT_DEMOGRAPHICS', issue: 'business-rule' }],
  'the token and the request differ': [
    { status: 400, code: 'CONFLICTING_VALUES', issue: 'invalid' },
    { status: 400, code: 'BAD_REQUEST', issue: 'invalid' },
  ],
  'PDS has another practice for the patient': [{ status: 403, code: 'NO_RELATIONSHIP', issue: 'forbidden' }],
  'the patient is registered here': [{ status: 409, code: 'DUPLICATE_REJECTED', issue: 'duplicate' }],
  'the practice cannot ask PDS': [{ status: 500, code: 'INTERNAL_SERVER_ERROR', issue: 'processing' }],
  'a resource is not valid': [{ status: 422, code: 'INVALID_RESOURCE', issue: 'invalid' }],
  'a parameter is not valid': [{ status: 422, code: 'INVALID_PARAMETER', issue: 'invalid' }],
  'this is no NHS number': [{ status: 400, code: 'INVALID_NHS_NUMBER', issue: 'value' }],
  'the number is of another system': [{ status: 400, code: 'INVALID_IDENTIFIER_SYSTEM', issue: 'value' }],
  'there is no such patient': [{ status: 404, code: 'PATIENT_NOT_FOUND', issue: 'not-found' }],
  'there is no such clinician': [
    { status: 404, code: 'PRACTITIONER_NOT_FOUND', issue: 'not-found' },
    { status: 404, code: 'NO_RECORD_FOUND', issue: 'not-found' },
  ],
  'there is no such organisation': [{ status: 404, code: 'ORGANISATION_NOT_FOUND', issue: 'not-found' }],
  'there is nothing like that': [{ status: 404, code: 'NO_RECORD_FOUND', issue: 'not-found' }],
  'nobody answers to that': [
    { status: 404, code: 'NO_RECORD_FOUND', issue: 'not-found' },
    { status: 400, code: 'BAD_REQUEST', issue: 'invalid' },
    { status: 501, code: 'NOT_IMPLEMENTED', issue: 'not-supported' },
  ],
  'the time is gone': [{ status: 409, code: 'DUPLICATE_REJECTED', issue: 'duplicate' }],
  'somebody was quicker': [
    { status: 409, code: 'FHIR_CONSTRAINT_VIOLATION', issue: 'conflict' },
    { status: 409, code: 'DUPLICATE_REJECTED', issue: 'duplicate' },
    { status: 412, code: 'PRECONDITION_FAILED', issue: 'conflict' },
  ],
  'the patient does not want their record shared': [{ status: 403, code: 'NO_PATIENT_CONSENT', issue: 'forbidden' }],
  'the practice does not share this': [{ status: 403, code: 'ACCESS DENIED', issue: 'forbidden' }],
}
defineParameterType({ name: 'gpcReason', regexp: oneOf(REASONS), transformer: (words: string) => REASONS[words]! })

/** Facts about the scenario's people that no refusal may tell. */
export const secretsOf = (world: AssayWorld): string[] =>
  [...world.people.values()].flatMap(({ national: { family, mobile, address } }) => [family, mobile, address.postcode])

/** Asks; what was asked for, and how, is kept for the checks. */
export async function askAsConsumer(world: AssayWorld, words: string, how = '', change: (call: ConsumerCall) => ConsumerCall = (call) => call): Promise<ConsumerExchange> {
  const call = change(await MATTERS[words]!.call(world))
  world.notes.set('consumer asked', { words, how })
  return consume(world, how === '' ? call : FLAWS[how]!(call))
}

When('another organisation asks {gpcMatter}', async function (this: AssayWorld, words: string) {
  await askAsConsumer(this, words)
})
When('another organisation asks for {gpcMatter}', async function (this: AssayWorld, words: string) {
  await askAsConsumer(this, words)
})
When('another organisation asks {gpcMatter} {gpcFlaw}', async function (this: AssayWorld, words: string, how: string) {
  await askAsConsumer(this, words, how)
})
When('another organisation asks for {gpcMatter} {gpcFlaw}', async function (this: AssayWorld, words: string, how: string) {
  await askAsConsumer(this, words, how)
})

When('another organisation asks for {gpcMatter} in each of these ways:', async function (this: AssayWorld, words: string, table: DataTable) {
  const call = await MATTERS[words]!.call(this)
  await inEachWay(this, table, FLAWS, (flaw) => consume(this, flaw(call)))
  this.notes.set('consumer asked', { words, how: '' })
})

Then('the other organisation is told each time, in the format that was asked for', async function (this: AssayWorld) {
  const { words } = this.notes.get('consumer asked') as { words: string }
  for (const [how, exchange] of this.notes.get('each way') as [string, ConsumerExchange][]) await this.check(ensureConsumerAnswered, toldIn(this, { words, how, exchange }))
})

Then('the answer comes compressed', async function (this: AssayWorld) {
  await this.check(ensureCompressed, { exchange: consumerExchange(this) })
})

const ensureCompressed = check('an answer is compressed for whoever can read that', (_sight, { exchange }: { exchange: ConsumerExchange }) => {
  const seen = exchange.answer.headers['content-encoding'] ?? 'nothing'
  return shownBy(exchange, [seen !== 'gzip' && finding('it is not', { expected: 'Content-Encoding: gzip', seen })])
})

/** What is searched by instead of the right identifier, by how scenarios word it. */
const IDENTIFIERS: Record<string, (right: string) => string[]> = {
  'no system': (right) => [right.split('|')[1]!],
  'an empty system': (right) => [`|${right.split('|')[1]!}`],
  'no number': (right) => [`${right.split('|')[0]!}|`],
  'another system': (right) => [`https://fhir.nhs.uk/Id/local-patient-identifier|${right.split('|')[1]!}`],
  'no identifier': () => [],
  'two identifiers': (right) => [right, right],
  'a number with a wrong check digit': (right) => [right.slice(0, -1) + String((Number(right.at(-1)) + 1) % 10)],
  'a number of nine digits': (right) => [right.slice(0, -1)],
  'a number that nobody has': (right) => [`${right.split('|')[0]!}|555254239999`],
}
defineParameterType({ name: 'gpcIdentifier', regexp: oneOf(IDENTIFIERS), transformer: (words: string) => words })

When('another organisation asks {gpcMatter} by {gpcIdentifier}', async function (this: AssayWorld, words: string, by: string) {
  await askAsConsumer(this, words, '', (call) => ({
    ...call,
    query: IDENTIFIERS[by]!(call.query?.[0]?.[1] ?? '').map((value) => ['identifier', value] as const),
  }))
})
When('another organisation asks {gpcMatter} by an identifier in capitals', async function (this: AssayWorld, words: string) {
  await askAsConsumer(this, words, '', (call) => ({ ...call, query: (call.query ?? []).map(([name, value]) => [name.toUpperCase(), value] as const) }))
})
When('another organisation asks who has the NHS number {word}', async function (this: AssayWorld, number: string) {
  await consume(this, { interaction: 'searchPatient', path: 'Patient', query: [['identifier', `https://fhir.nhs.uk/Id/nhs-number|${number}`]] })
})
When('another organisation asks who has an NHS number that nobody here has', async function (this: AssayWorld) {
  await consume(this, { interaction: 'searchPatient', path: 'Patient', query: [['identifier', `https://fhir.nhs.uk/Id/nhs-number|${this.make.nhsNumber()}`]] })
})

When('another organisation asks for {gpcMatter} under the id {string}', async function (this: AssayWorld, words: string, id: string) {
  await askAsConsumer(this, words, '', (call) => ({ ...call, path: call.path.replace(/[^/]+$/, encodeURIComponent(id)) }))
})

Then('the other organisation is told', async function (this: AssayWorld) {
  await this.check(ensureConsumerAnswered, toldOf(this))
})

/** What an answer to what was asked last has to be. */
export function toldOf(world: AssayWorld) {
  const { words, how } = world.notes.get('consumer asked') as { words: string; how: string }
  return toldIn(world, { words, how, exchange: consumerExchange(world) })
}

function toldIn(world: AssayWorld, { words, how, exchange }: { words: string; how: string; exchange: ConsumerExchange }) {
  const { of, wrong, mentions, versioned } = MATTERS[words]!
  const resources = resourcesOf(exchange.answer.json, of)
  return {
    exchange,
    xml: wantsXml(how),
    ...(versioned && { versioned }),
    mentions: mentions(world),
    wrong: [resources.length === 0 && `there is no ${of} in it`, ...resources.flatMap((resource) => wrong(resource, world))],
  }
}

Then('the other organisation is told that there is nobody like that', async function (this: AssayWorld) {
  const exchange = consumerExchange(this)
  await this.check(ensureConsumerAnswered, { exchange, wrong: [] })
  await this.check(ensureNobody, { exchange })
})

Then('the call is refused because {gpcReason}', async function (this: AssayWorld, errors: PublishedError[]) {
  await this.check(ensureConsumerRefused, { exchange: consumerExchange(this), errors, secrets: secretsOf(this) })
})

Then('the call comes to nothing', async function (this: AssayWorld) {
  await this.check(ensureShutOut, { exchange: consumerExchange(this), secrets: secretsOf(this) })
})

Then('the audit trail says who at the other organisation saw {word}', async function (this: AssayWorld, name: string) {
  const patientId = this.named(name).view?.id ?? 'none'
  const { practitioner, organisation } = CONSUMER
  const lines = await readTrail(this, { patientId })
  await this.check(ensureAudited, { lines, fact: { success: true, userId: practitioner.id, patientId, actions: ['R', 'E'] } })
  await this.check(ensureOrganisationNamed, { lines, userId: practitioner.id, odsCode: organisation.odsCode })
})

Then('the audit trail says since then that a consumer was refused', async function (this: AssayWorld) {
  await this.check(ensureAudited, { lines: await trailSinceMark(this), fact: { success: false } })
})

const ensureNobody = check('a search that finds nobody says so, and is no error', (_sight, { exchange }: { exchange: ConsumerExchange }) => {
  const { resourceType, type } = (exchange.answer.json ?? {}) as { resourceType?: string; type?: string }
  return shownBy(exchange, [
    (resourceType !== 'Bundle' || type !== 'searchset') && finding('no searchset', { expected: 'an empty searchset', seen: exchange.answer.text.slice(0, 200) }),
    resourcesIn(exchange.answer.json).length > 0 && finding('somebody is in it', { expected: 'nobody', seen: exchange.answer.text.slice(0, 300) }),
  ])
})

const ensureOrganisationNamed = check(
  'the audit trail names the organisation that asked',
  (_sight, { lines, userId, odsCode }: { lines: readonly { userId?: string; organisation?: string }[]; userId: string; odsCode: string }) => {
    const seen = lines.filter((line) => line.userId === userId).map(({ organisation }) => organisation ?? 'none')
    return !seen.includes(odsCode) && finding('it does not', { expected: odsCode, seen: seen.length > 0 ? seen : 'nobody of theirs' })
  },
)
