import { defineParameterType, Given, Then, When, type DataTable } from '@cucumber/cucumber'
import type { SharedService } from '../candidate/port/gp-connect.ts'
import { check, finding } from './checks/check.ts'
import { ensureConsumerAnswered, ensureConsumerRefused, shownBy, type PublishedError } from './checks/ensure-consumer-answered.ts'
import { secretsOf } from './gp-connect.steps.ts'
import { FLAWS, wantsXml } from './support/consumer-flaws.ts'
import { resourcesOf } from './support/consumer-matters.ts'
import { LISTS, PARTS, RECORD_FLAWS, recordOf } from './support/consumer-record.ts'
import { inEachWay } from './support/consumer-ways.ts'
import { consume, consumerExchange, type ConsumerCall, type ConsumerExchange } from './support/consumer.ts'
import { DESK } from './support/appointment-book.ts'
import { must, type AssayWorld } from './world.ts'

type Json = Record<string, unknown>

const oneOf = (words: object) => new RegExp(Object.keys(words).sort((a, b) => b.length - a.length).join('|'))
defineParameterType({ name: 'gpcParts', regexp: oneOf(PARTS), transformer: (words: string) => words })
defineParameterType({ name: 'gpcList', regexp: oneOf(LISTS), transformer: (words: string) => words })

const askRecord = (world: AssayWorld, name: string, parts: string, how = ''): Promise<ConsumerExchange> => {
  const call = recordOf(world.named(name).nhsNumber, PARTS[parts]!())
  return consume(world, how === '' ? call : FLAWS[how]!(call))
}

When("another organisation asks the record for {word}'s {gpcParts}", async function (this: AssayWorld, name: string, parts: string) {
  await askRecord(this, name, parts)
})
When("another organisation asks the record for {word}'s {gpcParts} {gpcFlaw}", async function (this: AssayWorld, name: string, parts: string, how: string) {
  this.notes.set('consumer wants XML', wantsXml(how))
  await askRecord(this, name, parts, how)
})
Given("another organisation has asked the record for {word}'s {gpcParts}", async function (this: AssayWorld, name: string, parts: string) {
  await this.check(ensureConsumerAnswered, { exchange: await askRecord(this, name, parts), wrong: [] })
})

When("another organisation asks the record for Joan's data in each of these ways:", async function (this: AssayWorld, table: DataTable) {
  const { nhsNumber } = this.named('Joan')
  await inEachWay(this, table, RECORD_FLAWS, (flaw) => consume(this, flaw(nhsNumber)))
})

Then('each call is refused because {gpcReason}', async function (this: AssayWorld, errors: PublishedError[]) {
  for (const [, exchange] of this.notes.get('each way') as [string, ConsumerExchange][]) await this.check(ensureConsumerRefused, { exchange, errors, secrets: secretsOf(this) })
})

When("another organisation asks the record for each of these of Joan's:", async function (this: AssayWorld, table: DataTable) {
  const exchanges: [string, ConsumerExchange][] = []
  for (const [words = '', list = ''] of table.raw()) exchanges.push([list, await askRecord(this, 'Joan', words)])
  this.notes.set('each way', exchanges)
})
Then('each answer says that nothing is recorded of it', async function (this: AssayWorld) {
  for (const [list, exchange] of this.notes.get('each way') as [string, ConsumerExchange][]) {
    await this.check(ensureConsumerAnswered, { exchange, wrong: wrongRecord(exchange, this, 'Joan') })
    await this.check(ensureList, { exchange, list, mentions: [] })
  }
})

/** What is wrong with a record as a whole. */
function wrongRecord({ answer }: ConsumerExchange, world: AssayWorld, name: string): (string | false)[] {
  const { resourceType, type, meta } = (answer.json ?? {}) as { resourceType?: string; type?: string; meta?: { profile?: string[] } }
  const patients = resourcesOf(answer.json, 'Patient')
  const { nhsNumber } = world.named(name)
  return [
    (resourceType !== 'Bundle' || type !== 'collection') && 'it is no Bundle of the kind collection',
    !meta?.profile?.some((profile) => profile.endsWith('GPConnect-StructuredRecord-Bundle-1')) && 'it does not say that it is a structured record',
    (patients.length !== 1 || !JSON.stringify(patients[0]).includes(nhsNumber)) && 'it is not about the patient, and nobody else',
    resourcesOf(answer.json, 'Organization').length === 0 && 'it does not say of which practice it is',
    resourcesOf(answer.json, 'Practitioner').length === 0 && 'it does not say who the clinicians are',
  ]
}

Then("the other organisation is given {word}'s record", async function (this: AssayWorld, name: string) {
  const exchange = consumerExchange(this)
  const xml = this.notes.get('consumer wants XML') === true
  await this.check(ensureConsumerAnswered, { exchange, xml, mentions: this.named(name).nhsNumber, wrong: wrongRecord(exchange, this, name) })
})
Then('under {gpcList} the record has {string}', async function (this: AssayWorld, list: string, term: string) {
  await this.check(ensureList, { exchange: consumerExchange(this), list, mentions: [term] })
})
Then('under {gpcList} the record says that there is nothing', async function (this: AssayWorld, list: string) {
  await this.check(ensureList, { exchange: consumerExchange(this), list, mentions: [] })
})
Then('the record has no list of {gpcList}', async function (this: AssayWorld, list: string) {
  await this.check(ensureNoList, { exchange: consumerExchange(this), list })
})
Then('the record says nothing of {string}', async function (this: AssayWorld, term: string) {
  const exchange = consumerExchange(this)
  await this.check(ensureSilent, { exchange, term })
})
Then(/^the record (says|does not say) that something was not understood$/, async function (this: AssayWorld, words: string) {
  await this.check(ensureWarned, { exchange: consumerExchange(this), expected: words === 'says' })
})

Given(/^(\w+) does not want (?:her|his|their) record shared$/, async function (this: AssayWorld, name: string) {
  const { view } = this.named(name)
  must(await this.candidate.gpConnect.recordDissent(await this.behindTheScenes(DESK), view?.id ?? 'none', true), 'write down that the patient does not want the record shared')
})
Given(/^the practice does not share (records|documents|appointments) with other organisations$/, async function (this: AssayWorld, words: string) {
  this.mustBeAlone('switches off what the practice shares')
  const service: SharedService = words === 'records' ? 'record' : (words as SharedService)
  const manager = await this.behindTheScenes('practice manager')
  must(await this.candidate.gpConnect.share(manager, { record: true, documents: true, appointments: true, [service]: false }), 'switch off what it shares')
})
When('the {persona} stops sharing records with other organisations', async function (this: AssayWorld, persona: string) {
  this.mustBeAlone('switches off what the practice shares')
  this.answer = await this.candidate.gpConnect.share(await this.actAs(persona), { record: false })
})

const INCLUDES: [string, string][] = [
  ['_include', 'DocumentReference:subject:Patient'],
  ['_include', 'DocumentReference:custodian:Organization'],
  ['_include', 'DocumentReference:author:Organization'],
  ['_include', 'DocumentReference:author:Practitioner'],
  ['_revinclude:recurse', 'PractitionerRole:practitioner'],
]

const documentsOf = (world: AssayWorld, name: string, query: [string, string][] = INCLUDES): ConsumerCall => ({
  interaction: 'searchDocuments',
  path: `Patient/${world.named(name).view?.id ?? 'none'}/DocumentReference`,
  query,
})

/** Searches for documents by more, as scenarios word it. */
const DOCUMENT_SEARCHES: Record<string, [string, string][]> = {
  'since 1 May 2024': [...INCLUDES, ['created', 'ge2024-05-01']],
  'until 1 May 2024': [...INCLUDES, ['created', 'le2024-05-01']],
  'in May 2024': [...INCLUDES, ['created', 'ge2024-05-01'], ['created', 'le2024-05-31']],
  'by the practice': [...INCLUDES, ['author', 'https://fhir.nhs.uk/Id/ods-organization-code|A99901']],
  'by somebody known by another code': [...INCLUDES, ['author', 'https://fhir.nhs.uk/Id/other|A99901']],
  'by what nobody knows': [...INCLUDES, ['madeUp', 'x']],
  'without what has to go along': [],
  'without the patient': INCLUDES.slice(1),
  'since what is no day': [...INCLUDES, ['created', 'ge2024-5']],
}
defineParameterType({ name: 'gpcDocuments', regexp: oneOf(DOCUMENT_SEARCHES), transformer: (words: string) => words })

When("another organisation searches for {word}'s documents", async function (this: AssayWorld, name: string) {
  await consume(this, documentsOf(this, name))
})
When("another organisation searches for {word}'s documents {gpcDocuments}", async function (this: AssayWorld, name: string, words: string) {
  await consume(this, documentsOf(this, name, DOCUMENT_SEARCHES[words]))
})
When('another organisation opens the document', async function (this: AssayWorld) {
  await consume(this, { interaction: 'readBinary', path: `Binary/${await idOfDocument(this)}` })
})
When('another organisation opens a document that there is not', async function (this: AssayWorld) {
  await consume(this, { interaction: 'readBinary', path: 'Binary/00000000-0000-0000-0000-000000000000' })
})

/** The document's id: as it was told; of one that is not told, as the practice has it. */
export async function idOfDocument(world: AssayWorld): Promise<string> {
  const told = resourcesOf(consumerExchange(world).answer.json, 'DocumentReference')[0]
  const { content } = (told ?? {}) as { content?: { attachment?: { url?: string } }[] }
  return content?.[0]?.attachment?.url?.split('/').at(-1) ?? String((world.notes.get('letter') as { id?: string } | undefined)?.id ?? 'none')
}

Given('a letter {string} of six megabytes about {word} has been filed and read', async function (this: AssayWorld, description: string, name: string) {
  const { onlineServices } = this.candidate
  const desk = await this.behindTheScenes(DESK)
  const content = Buffer.alloc(6 * 1024 * 1024, 'letter ').toString('base64')
  const id = must(await onlineServices.fileDocument(desk, this.named(name).view?.id ?? 'none', { description, created: '2024-05-12', contentType: 'text/plain', content }), 'file a large document')
  must(await onlineServices.reviewDocument(await this.behindTheScenes('GP'), id), 'review a document')
})

Then('the other organisation is shown the document {string}', async function (this: AssayWorld, description: string) {
  const exchange = consumerExchange(this)
  const found = resourcesOf(exchange.answer.json, 'DocumentReference').find((each) => each['description'] === description)
  await this.check(ensureConsumerAnswered, {
    exchange,
    wrong: [
      !found && `there is no document ${description}`,
      found !== undefined && (found['status'] !== 'current' || found['type'] === undefined || found['subject'] === undefined || found['indexed'] === undefined || found['created'] === undefined) && 'it does not say what it is',
      found !== undefined && !/Binary\//.test(JSON.stringify(found['content'])) && 'it does not say where it can be had',
      resourcesOf(exchange.answer.json, 'Patient').length !== 1 && 'it does not say whose documents these are',
      resourcesOf(exchange.answer.json, 'Organization').length === 0 && 'it does not say who keeps them',
    ],
  })
})
Then('the other organisation is shown no document', async function (this: AssayWorld) {
  const exchange = consumerExchange(this)
  await this.check(ensureConsumerAnswered, { exchange, wrong: [resourcesOf(exchange.answer.json, 'DocumentReference').length > 0 && 'there is a document in it'] })
})
Then('the other organisation has the document {string} as it was filed', async function (this: AssayWorld, description: string) {
  const exchange = consumerExchange(this)
  const { resourceType, content = '' } = (exchange.answer.json ?? {}) as { resourceType?: string; content?: string }
  await this.check(ensureConsumerAnswered, {
    exchange,
    wrong: [resourceType !== 'Binary' && 'it is no Binary', !Buffer.from(content, 'base64').toString('utf8').includes(description) && 'it is not what was filed'],
  })
})

export const listOf = (exchange: ConsumerExchange, words: string): Json[] =>
  resourcesOf(exchange.answer.json, 'List').filter(({ code }) => ((code ?? {}) as { coding?: { code?: string }[] }).coding?.some((each) => each.code === LISTS[words]))

/** A list is there, and has what it should, or says that there is nothing. Source: GP Connect, using the List resource. */
export const ensureList = check('the record has the list, and it says what it should', (_sight, { exchange, list, mentions }: { exchange: ConsumerExchange; list: string; mentions: readonly string[] }) => {
  const [found, ...more] = listOf(exchange, list)
  if (!found || more.length > 0) return shownBy(exchange, [finding(`not one list of ${list}`, { expected: LISTS[list], seen: `${exchange.answer.status}, ${more.length + (found ? 1 : 0)} lists` })])
  const { status, mode, entry, emptyReason, note, subject, contained } = found as { status?: string; mode?: string; entry?: { item?: { reference?: string } }[]; emptyReason?: { coding?: { code?: string }[] }; note?: { text?: string }[]; subject?: object; contained?: Json[] }
  const entries = (entry ?? []).map(({ item }) => told(exchange.answer.json, contained ?? [], item?.reference ?? ''))
  return shownBy(exchange, [
    (status !== 'current' || mode !== 'snapshot') && finding('it is not a list as of now', { expected: 'current, snapshot', seen: `${status}, ${mode}` }),
    subject === undefined && finding('it does not say whose it is'),
    entries.some((each) => each === '') && finding('it refers to what is not there', { seen: JSON.stringify(entry).slice(0, 200) }),
    entries.length !== mentions.length && finding('it has more or less than it should', { expected: `${mentions.length} entries`, seen: `${entries.length} entries` }),
    mentions.length > 0 && emptyReason !== undefined && finding('it says that it is empty, and is not', { seen: JSON.stringify(emptyReason) }),
    ...mentions.map((term) => !entries.some((each) => each.toLowerCase().includes(term.toLowerCase())) && finding('something is missing', { expected: term, seen: entries.join(' ').slice(0, 300) || 'nothing' })),
    mentions.length === 0 && emptyReason?.coding?.[0]?.code !== 'no-content-recorded' && finding('it does not say why it is empty', { expected: 'no-content-recorded', seen: JSON.stringify(emptyReason ?? null) }),
    mentions.length === 0 && !note?.some(({ text }) => text === 'Information not available') && finding('it does not say in words that there is nothing', { expected: 'Information not available', seen: JSON.stringify(note ?? null) }),
  ])
})

/** What an entry refers to, and what that refers to, as text; empty when it is not there. */
function told(json: unknown, contained: readonly Json[], reference: string): string {
  const [type = '', id] = reference.split('/')
  const own = reference.startsWith('#') ? contained.find((each) => each['id'] === reference.slice(1)) : resourcesOf(json, type).find((each) => each['id'] === id)
  if (!own) return ''
  const medication = (own['medicationReference'] as { reference?: string } | undefined)?.reference
  return JSON.stringify(own) + (medication === undefined ? '' : JSON.stringify(resourcesOf(json, 'Medication').find((each) => each['id'] === medication.split('/')[1]) ?? ''))
}

const ensureNoList = check('what nobody asked for is not told', (_sight, { exchange, list }: { exchange: ConsumerExchange; list: string }) =>
  shownBy(exchange, [
    exchange.answer.status !== 200 && finding('there is no record', { seen: `${exchange.answer.status}` }),
    listOf(exchange, list).length > 0 && finding(`there is a list of ${list}`, { expected: 'none', seen: LISTS[list] }),
  ]),
)

const ensureSilent = check('the record does not tell it', (_sight, { exchange, term }: { exchange: ConsumerExchange; term: string }) =>
  shownBy(exchange, [
    exchange.answer.status !== 200 && finding('there is no record', { seen: `${exchange.answer.status}` }),
    exchange.answer.text.toLowerCase().includes(term.toLowerCase()) && finding('it tells it', { expected: `nothing of ${term}`, seen: term }),
  ]),
)

const ensureWarned = check('what was not understood is told, and nothing else', (_sight, { exchange, expected }: { exchange: ConsumerExchange; expected: boolean }) => {
  const warned = resourcesOf(exchange.answer.json, 'OperationOutcome').length > 0
  return shownBy(exchange, [warned !== expected && finding(expected ? 'it is not told' : 'something is told', { expected: expected ? 'an OperationOutcome' : 'none', seen: `${exchange.answer.status}` })])
})
