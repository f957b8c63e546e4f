import { defineParameterType, Then, When, type DataTable } from '@cucumber/cucumber'
import type { Registration } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureConsumerAnswered } from './checks/ensure-consumer-answered.ts'
import { CONSUMER, consume, consumerExchange, type ConsumerCall, type ConsumerExchange } from './support/consumer.ts'
import { FLAWS, wantsXml } from './support/consumer-flaws.ts'
import { hasProfile, resourcesOf, wrongPatient } from './support/consumer-matters.ts'
import { REGISTRATION_REQUESTS, REGISTRATIONS, registrationOf } from './support/consumer-registration.ts'
import { readTrail } from './support/audit-trail.ts'
import { DESK } from './support/appointment-book.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { must, type AssayWorld, type Person } from './world.ts'

type Json = Record<string, unknown>

const oneOf = (words: object) => new RegExp(Object.keys(words).sort((a, b) => b.length - a.length).join('|'))
defineParameterType({ name: 'gpcRegistration', regexp: oneOf(REGISTRATIONS), transformer: (words: string) => words })

/** How a call is made, by its words: with something special about the patient, about the request, or about the call. */
function callFor(words: string, person: Person): ConsumerCall {
  const [change, request, flaw] = [REGISTRATIONS[words], REGISTRATION_REQUESTS[words], FLAWS[words]]
  if (change) return registrationOf(person, change)
  if (request) return request(person)
  if (flaw) return flaw(registrationOf(person))
  throw new Error(`Failed to register somebody "${words}": no such way is known to consumer-registration.ts or consumer-flaws.ts.`)
}

When('another organisation registers {word}', async function (this: AssayWorld, name: string) {
  await consume(this, registrationOf(this.named(name)))
})
When('another organisation registers {word} {gpcRegistration}', async function (this: AssayWorld, name: string, words: string) {
  await consume(this, callFor(words, this.named(name)))
})
When('another organisation registers {word} in each of these ways:', async function (this: AssayWorld, name: string, table: DataTable) {
  const exchanges: [string, ConsumerExchange][] = []
  for (const [words = ''] of table.raw()) exchanges.push([words, await consume(this, callFor(words, this.named(name)))])
  this.notes.set('each way', exchanges)
})

/** Registers somebody else each time: whoever is registered once is a patient then. */
When('people are registered by another organisation in each of these ways:', async function (this: AssayWorld, table: DataTable) {
  const like = this.person!.national
  const ways = table.raw()
  const numbers = this.make.crowd(ways.length)
  const registered: [string, Person, ConsumerExchange][] = []
  for (const [at, [words = '']] of ways.entries()) {
    const person: Person = { name: words, nhsNumber: numbers[at]!, national: { ...like, family: this.make.familyName('Visitor') } }
    await this.hub.outside.pds.putPatient({ nhsNumber: person.nhsNumber, ...person.national })
    registered.push([words, person, await consume(this, callFor(words, person))])
  }
  this.notes.set('registered people', registered)
})

Then('each of them is registered for a while, with all that was said', async function (this: AssayWorld) {
  for (const [words, person, exchange] of this.notes.get('registered people') as [string, Person, ConsumerExchange][]) await ensureToldOf(this, person, exchange, wantsXml(words))
})
Then('the other organisation is told that {word} is registered for a while', async function (this: AssayWorld, name: string) {
  await ensureToldOf(this, this.named(name), consumerExchange(this), false)
})

async function ensureToldOf(world: AssayWorld, person: Person, exchange: ConsumerExchange, xml: boolean): Promise<void> {
  const { json } = exchange.answer
  const { type, meta } = (json ?? {}) as { type?: string; meta?: { profile?: string[] } }
  const patients = resourcesOf(json, 'Patient')
  await world.check(ensureConsumerAnswered, {
    exchange,
    xml,
    mentions: person.nhsNumber,
    wrong: [
      type !== 'searchset' && 'it is no searchset',
      hasProfile({ meta }, 'GPConnect-Searchset-Bundle-1'),
      patients.length !== 1 && 'it does not tell of one patient',
      ...patients.flatMap((patient) => [...wrongPatient(patient, person), ...wrongRegistration(patient, exchange.call)]),
    ],
  })
}

/** What is wrong with somebody who was registered: the kind, and what was said of them. */
function wrongRegistration(patient: Json, { body }: ConsumerCall): (string | false)[] {
  const told = JSON.stringify(patient)
  const sent = typeof body === 'string' ? undefined : ((body as { parameter: { resource: Json }[] }).parameter[0]?.resource ?? {})
  const { versionId } = (patient['meta'] ?? {}) as { versionId?: string }
  const parts = [sent?.['address'], sent?.['telecom']].flatMap((each) => (Array.isArray(each) ? (each as Json[]) : []))
  return [
    !/"registrationType".*"code":"T"/.test(told) && 'it does not say that the registration is temporary',
    versionId === undefined && 'it does not say which version it is',
    ...parts.map(
      ({ use, line, value }) => !told.includes(JSON.stringify(line ?? value)) && `${line === undefined ? 'the telephone number or email address' : 'the address'} of the use ${String(use)} is lost`,
    ),
    JSON.stringify(sent?.['extension'] ?? '').includes('NHSCommunication') && !told.includes('NHSCommunication') && 'the language is lost',
  ]
}

async function registrationsOf(world: AssayWorld, { nhsNumber }: Person): Promise<Registration[][]> {
  const { demographics } = world.candidate
  const session = await world.behindTheScenes(DESK)
  const found = must(await demographics.findLocally(session, { nhsNumber }), "search the practice's list")
  const active = found.filter((each) => each.active)
  return Promise.all(active.map(async ({ id }) => must(await demographics.registrations(session, id), 'show the registrations')))
}

Then("{word} is on the practice's list for a while", async function (this: AssayWorld, name: string) {
  await this.check(ensureTemporary, { records: await registrationsOf(this, this.named(name)) })
})
Then("{word} is nobody on the practice's list", async function (this: AssayWorld, name: string) {
  await this.check(ensureNobodyListed, { records: (await registrationsOf(this, this.named(name))).length })
})
Then('the audit trail says who at the other organisation registered {word}', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  const [found] = must(await this.candidate.demographics.findLocally(await this.behindTheScenes(DESK), { nhsNumber }), "search the practice's list")
  const patientId = found?.id ?? 'none'
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId }), fact: { success: true, userId: CONSUMER.practitioner.id, patientId, actions: ['C'] } })
})

const ensureTemporary = check('whoever is registered from outside is a temporary patient, once', (_sight, { records }: { records: readonly (readonly Registration[])[] }) => {
  const seen = records.map(([present]) => present?.type ?? 'none')
  return seen.join() !== 'temporary' && finding('something else', { expected: 'one temporary registration', seen: seen.join() || 'nobody' })
})

const ensureNobodyListed = check("nobody was put on the practice's list", (_sight, { records }: { records: number }) => records > 0 && finding('somebody is on the list', { expected: 'nobody', seen: `${records}` }))
