import { Given, Then, When } from '@cucumber/cucumber'
import type { IdTokenFlaw } from '../mocks/kit/oidc/id-token-flaws.ts'
import { check, finding } from './checks/check.ts'
import { at, ensureAnsweredAsPublished, type PublishedRefusal } from './checks/ensure-answered-as-published.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureToldNothingAboutOthers } from './checks/ensure-told-nothing-about-others.ts'
import type { Flavour } from './checks/published/shapes.ts'
import { readTrail, trailSinceMark } from './support/audit-trail.ts'
import { makeKnownNationally } from './support/known-nationally.ts'
import './support/login-flaws.ts'
import { ask, refusedAs, type OfOthers } from './support/app-calls.ts'
import { appExchange, tokenOf, type AppCall, type AppExchange, type TokenOptions } from './support/patient-app.ts'
import { appointmentsOf, documentsPatient, medicationOf, permissionsOf, recordOf, requestsOf } from './support/patient-requests.ts'
import { daysAfter, onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld, type Person } from './world.ts'

/** What an app can ask for in general; each of another API, with the shapes of that. */
interface Matter {
  flavour: Flavour
  shape: string
  call(nhsNumber: string): AppCall
}

const today = () => onTheWall(Date.now()).date

const MATTERS: Record<string, Matter> = {
  'the permissions': { flavour: 'permissions', shape: 'permissions', call: permissionsOf },
  'the record': { flavour: 'stu3', shape: 'record', call: (nhsNumber) => recordOf(nhsNumber) },
  'the documents': { flavour: 'stu3', shape: 'searchset', call: documentsPatient },
  'the appointments': {
    flavour: 'stu3',
    shape: 'searchset',
    call: (nhsNumber) => appointmentsOf(nhsNumber, daysAfter(today(), -7), daysAfter(today(), 7)),
  },
  'the medication': { flavour: 'r4', shape: 'searchset', call: (nhsNumber) => medicationOf(nhsNumber) },
  'the requests': { flavour: 'r4', shape: 'searchset', call: requestsOf },
}

/** Asks for Joan's record with a token that is special. */
async function askWithToken(world: AssayWorld, name: string, token: string | null): Promise<void> {
  const person = world.named(name)
  await ask(world, person, { ...recordOf(person.nhsNumber), token })
}

const special = async (world: AssayWorld, name: string, options: TokenOptions) =>
  askWithToken(world, name, await tokenOf(world, world.named(name), options))

When("an app asks for {word}'s record with a token that {loginFlaw}", async function (this: AssayWorld, name: string, flaw: IdTokenFlaw) {
  await special(this, name, { flaw })
})

When("an app asks for {word}'s record with no token", async function (this: AssayWorld, name: string) {
  await askWithToken(this, name, null)
})

When("an app asks for {word}'s record with something that is no token", async function (this: AssayWorld, name: string) {
  await askWithToken(this, name, this.make.word('letmein'))
})

When(
  /^an app asks for (\w+)'s record with a token for an identity proven to (P0|P5)$/,
  async function (this: AssayWorld, name: string, proofing: 'P0' | 'P5') {
    // NHS login gives nobody's NHS number at P0; an app that got hold of one all the same must not profit.
    const { nhsNumber } = this.named(name)
    await special(this, name, { proofing, claims: { nhs_number: nhsNumber } })
  },
)

When("{word}'s app asks for {word}'s record on her/his/their behalf", async function (this: AssayWorld, actor: string, name: string) {
  const acting = this.named(actor)
  await tokenOf(this, acting)
  await special(this, name, { actor: acting.nhsNumber })
})

When(
  "{word}'s app asks for {word} {word} of {word}'s",
  async function (this: AssayWorld, asking: string, article: string, what: string, name: string) {
    const matter = matterOf(`${article} ${what}`)
    const [other, asker] = [this.named(name), this.named(asking)]
    const exchange = await ask(this, asker, matter.call(other.nhsNumber))
    this.notes.set('of others', {
      known: exchange,
      other,
      unknown: () => ask(this, asker, matter.call(this.make.nhsNumber())),
    } satisfies OfOthers)
  },
)

function matterOf(words: string): Matter {
  const matter = MATTERS[words]
  if (!matter) throw new Error(`Failed to ask for ${words}: scenarios know ${Object.keys(MATTERS).join(', ')}.`)
  return matter
}

Then(
  /^\w+'s app is told no more than if (?:nobody knew \w+|there were no such (?:appointment|letter))$/,
  async function (this: AssayWorld) {
    const { known, other, unknown } = this.notes.get('of others') as OfOthers
    await this.check(ensureToldNothingAboutOthers, { known, unknown: await unknown(), secrets: secretsOf(other) })
  },
)

/** Facts about somebody that their own app may know, and no other. */
function secretsOf({ national: { family, birthDate, mobile, address } }: Person): Record<string, string> {
  return { 'family name': family, 'date of birth': birthDate, 'mobile number': mobile, postcode: address.postcode }
}

When("{word}'s app asks what she/he/they may do online", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, permissionsOf(person.nhsNumber))
})

When("{word}'s app asks for his/her/their record", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, recordOf(person.nhsNumber))
})

When(
  "{word}'s app asks for {word} {word} under the number {word}",
  async function (this: AssayWorld, name: string, article: string, what: string, number: string) {
    await ask(this, this.named(name), matterOf(`${article} ${what}`).call(number))
  },
)

When("{word}'s app asks for her/his/their record without saying which request it is", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, { ...recordOf(person.nhsNumber), requestId: null })
})

/** Brings somebody into the state that a scenario words. */
const BECOME: Record<string, (world: AssayWorld, person: Person) => Promise<unknown>> = {
  'not registered here': async () => undefined,
  'a permanent patient': (world, person) => registered(world, person),
  'a temporary patient': (world, person) => registered(world, person, { temporary: true }),
  'a patient who has left': async (world, person) => {
    const id = await registered(world, person)
    must(
      await world.candidate.demographics.deduct(await world.behindTheScenes('receptionist'), id),
      'take the patient off the list',
    )
  },
  'a patient who has died': (world, person) =>
    since(world, person, () => world.hub.outside.pds.recordDeath({ nhsNumber: person.nhsNumber, date: '2024-05-12', status: 'formal' })),
  'a patient whose record is sensitive': (world, person) =>
    since(world, person, () => world.hub.outside.pds.markSensitive({ nhsNumber: person.nhsNumber })),
  'a patient whose number was withdrawn': (world, person) =>
    since(world, person, () => world.hub.outside.pds.invalidate({ nhsNumber: person.nhsNumber })),
}

async function registered(world: AssayWorld, person: Person, options?: { temporary: boolean }): Promise<string> {
  person.view = must(
    await world.candidate.demographics.register(await world.behindTheScenes('second GP'), person.nhsNumber, options),
    `register ${person.name}`,
  )
  return person.view.id
}

/** Registers somebody of whom something becomes known nationally afterwards, which the practice has seen. */
async function since(world: AssayWorld, person: Person, happens: () => Promise<unknown>): Promise<void> {
  const id = await registered(world, person)
  await happens()
  // Whether the details can still be opened is another scenario's business; opening them is what lets the practice know.
  await world.candidate.demographics.openForEditing(await world.behindTheScenes('second GP'), id)
}

Given(
  /^(\w+) (\w+) is (not registered here|a permanent patient|a temporary patient|a patient who has left|a patient who has died|a patient whose record is sensitive|a patient whose number was withdrawn)$/,
  async function (this: AssayWorld, given: string, family: string, who: string) {
    const person = await makeKnownNationally(this, `${given} ${family}`)
    await BECOME[who]!(this, person)
  },
)

/** Turned away before anything was looked at. How: RFC 6750 has 401 for a bad token, and 403 for one that is not enough. */
const TURNED_AWAY: readonly PublishedRefusal[] = [
  { status: 401, code: 'ACCESS_DENIED' },
  { status: 403, code: 'ACCESS_DENIED' },
]

Then('the app is turned away', async function (this: AssayWorld) {
  await refusedAs(this, ...TURNED_AWAY)
})

Then('the app has learnt nothing about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNothingLearnt, { exchange: appExchange(this), secrets: secretsOf(this.named(name)) })
})

Then('the app is told that the patient is not found', async function (this: AssayWorld) {
  await refusedAs(this, { status: 404, code: 'PATIENT_NOT_FOUND' })
})

Then('the app is told that this is no NHS number', async function (this: AssayWorld) {
  await refusedAs(this, { status: 400, code: 'INVALID_NHS_NUMBER' }, { status: 400, code: 'INVALID_RESOURCE_ID' })
})

Then('the app is told that the request is not complete', async function (this: AssayWorld) {
  await refusedAs(this, { status: 400, code: 'BAD_REQUEST' })
})

Then('the app is told that this is not open to the patient', async function (this: AssayWorld) {
  await refusedAs(this, { status: 403, code: 'ACCESS_DENIED' }, { status: 400, code: 'NO_ORGANISATION_CONSENT' })
})

Then(/^the app is told that its (?:search|request) is not valid$/, async function (this: AssayWorld) {
  await refusedAs(
    this,
    { status: 422, code: 'INVALID_PARAMETER' },
    { status: 422, code: 'INVALID_RESOURCE' },
    { status: 400, code: 'BAD_REQUEST' },
    { status: 404, code: 'INVALID_PARAMETER' },
  )
})

Then('the app is told what was arranged with {word}', async function (this: AssayWorld, _name: string) {
  await this.check(ensureAnsweredAsPublished, { exchange: appExchange(this), flavour: 'permissions', shape: 'permissions', status: 200 })
})

Then(
  'the app is told {string} since {day}, {string} of what is older, and {string}',
  async function (this: AssayWorld, record: string, effectiveDate: string, historical: string, prescriptions: string) {
    const exchange = appExchange(this)
    await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'permissions', shape: 'permissions', status: 200 })
    await this.check(ensurePermissions, { exchange, record, historical, effectiveDate, prescriptions })
  },
)

Then('the app is told that nothing of the record is open', async function (this: AssayWorld) {
  await this.check(ensurePermissions, { exchange: appExchange(this), record: 'none', historical: 'none' })
})

Then('the app is given the medication', async function (this: AssayWorld) {
  await this.check(ensureAnsweredAsPublished, { exchange: appExchange(this), flavour: 'r4', shape: 'searchset', status: 200 })
})

Then("the record is still open to {word}'s app", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await this.check(ensureAnsweredAsPublished, {
    exchange: await ask(this, person, recordOf(person.nhsNumber)),
    flavour: 'stu3',
    shape: 'record',
    status: 200,
  })
})

Then('no browser or proxy may keep the answer', async function (this: AssayWorld) {
  await this.check(ensureNotKept, { exchange: appExchange(this) })
})

Then(
  'the audit trail says that {word} herself/himself/themselves saw her/his/their record',
  async function (this: AssayWorld, name: string) {
    const { nhsNumber } = this.named(name)
    const patientId = this.patient.view.id
    const lines = await readTrail(this, { patientId })
    await this.check(ensureAudited, { lines, fact: { success: true, userId: nhsNumber, patientId, actions: ['R', 'E'] } })
  },
)

Then('the audit trail says that {word} was refused', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureAudited, { lines: await readTrail(this, { userId: nhsNumber }), fact: { success: false, userId: nhsNumber } })
})

Then('the audit trail says since then that an app was refused', async function (this: AssayWorld) {
  await this.check(ensureAudited, { lines: await trailSinceMark(this), fact: { success: false } })
})

const ensureNothingLearnt = check(
  'the answer tells nothing about the patient',
  (_sight, { exchange, secrets }: { exchange: AppExchange; secrets: Record<string, string> }) =>
    at(exchange, [
      exchange.answer.status < 400 &&
        finding('it was not refused', { expected: 'a refusal', seen: `${exchange.answer.status}: ${exchange.answer.text.slice(0, 200)}` }),
      ...Object.entries(secrets).map(
        ([name, value]) =>
          exchange.answer.text.toLowerCase().includes(value.toLowerCase()) &&
          finding(`the ${name} is told`, { expected: 'nothing', seen: value }),
      ),
    ]),
)

const ensureNotKept = check('the answer says that it may not be kept', (_sight, { exchange }: { exchange: AppExchange }) => {
  const seen = exchange.answer.headers['cache-control'] ?? 'nothing'
  return at(exchange, [
    exchange.answer.status !== 200 && finding('there is no answer to look at', { expected: '200', seen: String(exchange.answer.status) }),
    !/\bno-store\b/i.test(seen) && finding('it may be kept', { expected: 'Cache-Control: no-store', seen }),
  ])
})

/** What the permissions API says, held against what was arranged. */
const ensurePermissions = check(
  'the app is told what was arranged with the patient',
  (
    _sight,
    {
      exchange,
      record,
      historical,
      effectiveDate,
      prescriptions,
    }: { exchange: AppExchange; record: string; historical: string; effectiveDate?: string; prescriptions?: string },
  ) => {
    const told = (exchange.answer.json ?? {}) as {
      medicalRecord?: { effectiveDate?: string; current?: { accessLevel?: string }; historical?: { accessLevel?: string } }
      prescriptions?: { accessLevel?: string }
    }
    const differs = (what: string, expected: string | undefined, seen: string | undefined) =>
      expected !== undefined && seen !== expected && finding(`another ${what}`, { expected, seen: seen ?? 'nothing' })
    const { medicalRecord } = told
    return at(exchange, [
      differs('access to the record', record, medicalRecord?.current?.accessLevel),
      // Left out, it says nothing; where the current level is none, so is the older.
      differs(
        'access to what is older',
        historical,
        medicalRecord?.historical?.accessLevel ?? (historical === 'none' ? 'none' : undefined),
      ),
      differs('date', effectiveDate, medicalRecord?.effectiveDate),
      differs('access to prescriptions', prescriptions, told.prescriptions?.accessLevel),
    ])
  },
)
