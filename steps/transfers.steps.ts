import { Given, Then, When } from '@cucumber/cucumber'
import type { Fault } from '../mocks/kit/faults.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { ensureRecordAskedFor, ensureRecordNotAskedFor } from './checks/ensure-record-asked-for.ts'
import { makeKnownNationally } from './support/known-nationally.ts'
import { ASHDOWN, lookAfter, READER, tasksSeen } from './support/transfers.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

/** An organisation that scenarios give two systems in the directory. */
const TWO_SYSTEMS = 'A99909'
const DAY_S = 86_400

/** Registers somebody behind the scenes, and has the practice before asked for their record. */
async function come(world: AssayWorld, name: string): Promise<void> {
  const person = world.named(name)
  person.view = must(await world.candidate.demographics.register(await world.behindTheScenes(READER), person.nhsNumber), `register ${name}`)
  await lookAfter(world)
}

Given('{word} has come to the practice, and Ashdown has been asked for her/his record', async function (this: AssayWorld, name: string) {
  await come(this, name)
})

Given('{word} {word} has come back to the practice, and Ashdown has been asked for her/his record', async function (this: AssayWorld, given: string, family: string) {
  const person = await makeKnownNationally(this, `${given} ${family}`)
  const session = await this.behindTheScenes(READER)
  const { id } = must(await this.candidate.demographics.register(session, person.nhsNumber), `register ${given}`)
  must(await this.candidate.demographics.deduct(session, id), `take ${given} off the list`)
  await this.hub.outside.pds.changePatient({ nhsNumber: person.nhsNumber, practice: ASHDOWN })
  await come(this, given)
})

Given('{word} comes from a practice for which the directory has two systems', async function (this: AssayWorld, name: string) {
  for (let system = 0; system < 2; system++) await this.hub.outside.sds.putSystem({ organisation: TWO_SYSTEMS })
  await this.hub.outside.pds.changePatient({ nhsNumber: this.named(name).nhsNumber, practice: TWO_SYSTEMS })
})

Given('the directory {trouble} when it is next asked', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'sds', ...TROUBLES[trouble] })
})

When("the system looks after {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await lookAfter(this)
})

Given("the system has looked after {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await lookAfter(this)
})

Then("Ashdown is asked for {word}'s record once, by this practice", async function (this: AssayWorld, name: string) {
  await this.check(ensureRecordAskedFor, { nhsNumber: this.named(name).nhsNumber, practice: this.practice, from: ASHDOWN })
})

Then("nobody is asked for {word}'s record", async function (this: AssayWorld, name: string) {
  await this.check(ensureRecordNotAskedFor, { nhsNumber: this.named(name).nhsNumber })
})

Then('{word} is a regular patient of the practice', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureDone, { answer: this.answer })
  const session = await this.behindTheScenes(READER)
  const [view] = must(await this.candidate.demographics.findLocally(session, { nhsNumber }), "search the practice's list")
  const [newest] = view ? must(await this.candidate.demographics.registrations(session, view.id), 'show the registrations') : []
  await this.check(ensureRegular, { type: view?.active ? newest?.type : undefined })
})

// What somebody at the practice has to do

/** What is to be done, in the sentences of scenarios, and words of which the task must have some. */
const TO_DO: readonly [sentence: string, mentions: RegExp][] = [
  ["somebody is asked to get {word}'s record on paper", /paper/i],
  ["somebody is asked to send {word}'s record on paper", /(?=.*sent)(?=.*paper)/i],
  ["somebody is asked to look at what came for {word}", /(was here before|return|came back|apart)/i],
  ["somebody is asked to find out why {word}'s record has not come", /(not sent|not come|no answer|not answered)/i],
  ["somebody is asked to find out what became of {word}'s record", /(not said|not confirmed|no answer|has not)/i],
]
for (const [sentence, mentions] of TO_DO) {
  Then(sentence, async function (this: AssayWorld, name: string) {
    this.named(name)
    await this.check(ensureTask, { tasks: await tasksSeen(this), mentions })
  })
}

/** Why a practice does not send a record, in words, and words of which the task must have some. */
const WHY_NOT: Record<string, RegExp> = {
  'the patient is not at that surgery': /not at (that )?surgery/i,
  'that system does not send records': /(not enabled|disabled|does not)/i,
  'the record could not be made': /(generate|could not be made)/i,
  "we are not the patient's practice": /(current healthcare provider|not the patient)/i,
  'something unexpected happened': /unexpected/i,
}

Then(/^somebody is asked to get (\w+)'s record on paper, since (.+)$/, async function (this: AssayWorld, name: string, why: string) {
  this.named(name)
  const tasks = await tasksSeen(this)
  await this.check(ensureTask, { tasks, mentions: /paper/i })
  await this.check(ensureTask, { tasks, mentions: WHY_NOT[why] ?? /$^/ })
})

Then("nobody has to see to {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureNoTask, { tasks: await tasksSeen(this), mentions: /\brecord\b/i })
})

// Time

When('a day and an hour pass', async function (this: AssayWorld) {
  await this.passTime(DAY_S + 3_600)
})

Given('a day and an hour have passed', async function (this: AssayWorld) {
  await this.passTime(DAY_S + 3_600)
})

When('nine days pass', async function (this: AssayWorld) {
  await this.passTime(9 * DAY_S)
})

When('two minutes pass', async function (this: AssayWorld) {
  await this.passTime(120)
})

// Trouble

/** What goes wrong at the Spine, beside what goes wrong anywhere. */
const SPINE_TROUBLES: Record<string, Pick<Fault, 'kind' | 'name'>> = { 'has failed inside': { kind: 'error', name: 'routingFailure' } }

Given(/^the Spine (.+) when it next gets a message about (\w+)$/, async function (this: AssayWorld, words: string, name: string) {
  await this.inject({ service: 'spine', subject: this.named(name).nhsNumber, ...(SPINE_TROUBLES[words] ?? TROUBLES[words as Trouble]) })
})

Given('the Spine {trouble} whenever it gets a message about {word}', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'spine', subject: this.named(name).nhsNumber, ...TROUBLES[trouble], times: 'always' })
})

Given("the Spine's acknowledgement of the next message about {word} is lost", async function (this: AssayWorld, name: string) {
  await this.inject({ service: 'spine', subject: this.named(name).nhsNumber, kind: 'reset', processed: true })
})

Given('the Spine refuses the next message about {word}', async function (this: AssayWorld, name: string) {
  await this.inject({ service: 'spine', subject: this.named(name).nhsNumber, kind: 'error', name: 'rejected' })
})

Given('the Spine delivers the next message about {word} twice', async function (this: AssayWorld, name: string) {
  await this.inject({ service: 'spine', operation: 'message', subject: this.named(name).nhsNumber, kind: 'duplicate-delivery' })
})

When("the system looks after {word}'s record, again and again", async function (this: AssayWorld, name: string) {
  this.named(name)
  for (let round = 0; round < 5; round++) {
    await lookAfter(this)
    await this.passTime(120)
  }
})

Then('the same message is sent again', async function (this: AssayWorld) {
  await this.check(ensureSameMessageAgain, { nhsNumber: this.person!.nhsNumber })
})

Then('the Spine has been asked once', async function (this: AssayWorld) {
  await this.check(ensureAttempts, { nhsNumber: this.person!.nhsNumber, times: 1 })
})

Then('the message has been sent three times, and no more', async function (this: AssayWorld) {
  await this.check(ensureAttempts, { nhsNumber: this.person!.nhsNumber, times: 3 })
})

const ensureRegular = check('the patient is a regular one', (_sight, { type }: { type: string | undefined }) => type !== 'permanent' && finding('registered otherwise', { expected: 'permanent', seen: type ?? 'not registered' }))

/** Attempts to send one message are the same: the Spine knows by the message id that it has it already. Source: ebXML Message Service 2.0, duplicate elimination. */
const ensureSameMessageAgain = check('the same message is sent again', async ({ calls }, { nhsNumber }: { nhsNumber: string }) => {
  const [first, second] = await calls({ service: 'spine', subject: nhsNumber, from: 'beginning' })
  if (!first || !second) return finding('it is not sent again', { expected: '2 attempts', seen: first ? '1 attempt' : 'none', at: first })
  const idOf = (body: string | undefined) => /MessageId>([^<]*)</.exec(body ?? '')?.[1]
  const [a, b] = [first.entry.requestBody, second.entry.requestBody]
  return [
    idOf(a) !== idOf(b) && finding('under another message id', { expected: idOf(a), seen: idOf(b) ?? 'none', at: second }),
    idOf(a) === idOf(b) && a !== b && finding('something else in it', { expected: 'the same message', seen: 'another', at: second }),
  ]
})

const ensureAttempts = check('a message is sent as often as it should be', async ({ calls }, { nhsNumber, times }: { nhsNumber: string; times: number }) => {
  const made = await calls({ service: 'spine', subject: nhsNumber, from: 'beginning' })
  return made.length !== times && finding('more or less often', { expected: times, seen: made.length, at: made.at(-1) })
})

