import { defineParameterType, Given, Then, When, type DataTable } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { ensureConsumerAnswered, shownBy } from './checks/ensure-consumer-answered.ts'
import { idOfDocument } from './gp-connect-record.steps.ts'
import { FLAWS } from './support/consumer-flaws.ts'
import { resourcesOf } from './support/consumer-matters.ts'
import { inEachWay } from './support/consumer-ways.ts'
import { consume, consumerExchange, type Claims, type ConsumerCall, type ConsumerExchange } from './support/consumer.ts'
import type { AssayWorld } from './world.ts'

type Part = Record<string, unknown>

const NEW_PRACTICE = { odsCode: 'A99902', name: 'Ashdown Medical Centre' }

/** The claims of a practice to which a patient has moved. Source: GP Connect, cross organisation audit and provenance. */
const asNewPractice =
  (sensitive: boolean) =>
  (claims: Claims): Claims => ({
    ...claims,
    reason_for_request: 'migration',
    requested_scope: `patient/*.read conf/${sensitive ? 'R' : 'N'}`,
    requesting_organization: { resourceType: 'Organization', id: '1', identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: NEW_PRACTICE.odsCode }], name: NEW_PRACTICE.name },
  })

/** A request for a whole record. */
const migrationOf = (nhsNumber: string, sensitive: boolean, parts: Part[] = [], part: Part | undefined = { name: 'includeSensitiveInformation', valueBoolean: sensitive }): ConsumerCall => ({
  interaction: 'migrateRecord',
  method: 'POST',
  path: 'Patient/$gpc.migratestructuredrecord',
  body: {
    resourceType: 'Parameters',
    parameter: [
      { name: 'patientNHSNumber', valueIdentifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } },
      { name: 'includeFullRecord', ...(part && { part: [part] }) },
      ...parts,
    ],
  },
  claims: asNewPractice(sensitive),
})

/** Requests for a whole record that are not in order, by how scenarios word them. */
const MIGRATIONS: Record<string, (nhsNumber: string, sensitive: boolean) => ConsumerCall> = {
  'asking for immunisations, too': (nhsNumber, sensitive) => migrationOf(nhsNumber, sensitive, [{ name: 'includeImmunisations' }]),
  'asking for medication without its issues, too': (nhsNumber, sensitive) =>
    migrationOf(nhsNumber, sensitive, [{ name: 'includeMedication', part: [{ name: 'includePrescriptionIssues', valueBoolean: false }] }]),
  'without a word on what is confidential': (nhsNumber, sensitive) => {
    const { body, ...call } = migrationOf(nhsNumber, sensitive)
    const { parameter } = body as { parameter: Part[] }
    return { ...call, body: { resourceType: 'Parameters', parameter: [parameter[0], { name: 'includeFullRecord' }] } }
  },
  'with text for a yes or no': (nhsNumber, sensitive) => migrationOf(nhsNumber, sensitive, [], { name: 'includeSensitiveInformation', valueString: String(sensitive) }),
  'for the level of confidentiality alone': (nhsNumber, sensitive) => ({
    ...migrationOf(nhsNumber, sensitive),
    body: { resourceType: 'Parameters', parameter: [{ name: 'patientNHSNumber', valueIdentifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } }] },
  }),
  ...Object.fromEntries(Object.entries(FLAWS).map(([words, flaw]) => [words, (nhsNumber: string, sensitive: boolean) => flaw(migrationOf(nhsNumber, sensitive))])),
}

const LEVELS: Record<string, boolean> = { 'with what is confidential': true, 'without what is confidential': false }
defineParameterType({ name: 'gpcLevel', regexp: new RegExp(Object.keys(LEVELS).join('|')), transformer: (words: string) => LEVELS[words] === true })

Given('{word} has moved to another practice, as PDS says', async function (this: AssayWorld, name: string) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.named(name).nhsNumber, practice: NEW_PRACTICE.odsCode })
})

When("{word}'s new practice asks for the whole record, {gpcLevel}", async function (this: AssayWorld, name: string, sensitive: boolean) {
  await consume(this, migrationOf(this.named(name).nhsNumber, sensitive))
})
When('a practice that is not {word}\'s asks for the whole record, {gpcLevel}', async function (this: AssayWorld, name: string, sensitive: boolean) {
  const call = migrationOf(this.named(name).nhsNumber, sensitive)
  const organisation = { resourceType: 'Organization', id: '1', identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99903' }], name: 'Closed Village Surgery' }
  await consume(this, { ...call, claims: (claims) => ({ ...asNewPractice(sensitive)(claims), requesting_organization: organisation }) })
})

/** Tries each way twice: with what is confidential, and without. */
When("{word}'s new practice asks for the whole record, with what is confidential and without, in each of these ways:", async function (this: AssayWorld, name: string, table: DataTable) {
  const { nhsNumber } = this.named(name)
  const exchanges: [string, ConsumerExchange][] = []
  for (const sensitive of [true, false]) {
    await inEachWay(this, table, MIGRATIONS, (way) => consume(this, way(nhsNumber, sensitive)))
    exchanges.push(...(this.notes.get('each way') as [string, ConsumerExchange][]))
  }
  this.notes.set('each way', exchanges)
})
When("{word}'s new practice asks for the whole record, with what is confidential and without", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  const exchanges: [string, ConsumerExchange][] = []
  for (const sensitive of [true, false]) exchanges.push([`${sensitive}`, await consume(this, migrationOf(nhsNumber, sensitive))])
  this.notes.set('each way', exchanges)
})
When('the new practice opens the document', async function (this: AssayWorld) {
  const level = (consumerExchange(this).call.claims ?? asNewPractice(false))({})['requested_scope']
  await consume(this, { interaction: 'migrateBinary', path: `Binary/${await idOfDocument(this)}`, claims: asNewPractice(level === 'patient/*.read conf/R') })
})

Then("the new practice is given {word}'s record each time", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  for (const [, exchange] of this.notes.get('each way') as [string, ConsumerExchange][]) {
    await this.check(ensureConsumerAnswered, { exchange, mentions: nhsNumber, wrong: [resourcesOf(exchange.answer.json, 'Patient').length !== 1 && 'it is not about one patient'] })
  }
})
Then('the record has all its lists', async function (this: AssayWorld) {
  await this.check(ensureWhole, { exchange: consumerExchange(this) })
})
Then('the record has the document {string}', async function (this: AssayWorld, description: string) {
  await this.check(ensureDocumentThere, { exchange: consumerExchange(this), description })
})
Then('the new practice has all six megabytes of it', async function (this: AssayWorld) {
  await this.check(ensureAllOfIt, { exchange: consumerExchange(this), bytes: 6 * 1024 * 1024 })
})

/** SNOMED CT codes of the lists of a whole record. Source: GP Connect, primary lists. */
const ALL_LISTS = ['886921000000105', '1103671000000101', '933361000000108', '1149501000000101', '717711000000103', '1102181000000102', '826501000000100', '887191000000108', '792931000000107', '714311000000108']

const ensureWhole = check('a whole record has a list of each area', (_sight, { exchange }: { exchange: ConsumerExchange }) => {
  const codes = resourcesOf(exchange.answer.json, 'List').map(({ code }) => (code as { coding?: { code?: string }[] } | undefined)?.coding?.[0]?.code)
  return shownBy(
    exchange,
    ALL_LISTS.map((code) => !codes.includes(code) && finding('a list is missing', { expected: code, seen: codes.join(', ') || `${exchange.answer.status}` })),
  )
})

const ensureDocumentThere = check('the record says where its documents are', (_sight, { exchange, description }: { exchange: ConsumerExchange; description: string }) => {
  const found = resourcesOf(exchange.answer.json, 'DocumentReference').filter((each) => each['description'] === description)
  const url = JSON.stringify(found[0]?.['content'] ?? '')
  return shownBy(exchange, [
    found.length !== 1 && finding('it does not have the document once', { expected: description, seen: `${found.length} times` }),
    found.length === 1 && !/\/documents\/Binary\//.test(url) && finding('it does not say where it can be had', { expected: '.../gpconnect/documents/Binary/...', seen: url }),
  ])
})

const ensureAllOfIt = check('a document that moves comes whole, whatever its size', (_sight, { exchange, bytes }: { exchange: ConsumerExchange; bytes: number }) => {
  const { resourceType, content = '' } = (exchange.answer.json ?? {}) as { resourceType?: string; content?: string }
  const seen = Buffer.from(content, 'base64').length
  return shownBy(exchange, [(resourceType !== 'Binary' || seen !== bytes) && finding('it does not', { expected: `${bytes} bytes`, seen: `${exchange.answer.status}, ${seen} bytes` })])
})
