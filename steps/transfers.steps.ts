import { After, Given, Then, When } from '@cucumber/cucumber'
import type { Fault } from '../mocks/kit/faults.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { ensureRecordAskedFor, ensureRecordNotAskedFor } from './checks/ensure-record-asked-for.ts'
import { makeKnownNationally } from './support/known-nationally.ts'
import { ACTION, ASHDOWN, localId, lookAfter, READER, tasksSeen } from './support/transfers.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

/** An organisation that scenarios give two systems in the directory. */
const TWO_SYSTEMS = 'A99909'
const DAY_S = 86_400
/** Who administers the system. */
const MANAGER = 'practice manager'

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
  'that system is not set up for it': /(configuration|set up)/i,
  'we cannot take large records in': /requesting practice is not large|cannot take large/i,
  'our request was not understood': /(well-formed|understood|able to be processed)/i,
  'a national service has failed': /(spine|national)/i,
  'that system does not send large records': /sending practice is not large|does not send large/i,
  'the directory did not help': /(SDS|directory)/i,
  'a large record could not be sent': /large message general|large record/i,
  'nobody asked for it': /(without corresponding request|not ask|nobody asked)/i,
  "it is somebody else's": /(wrong record|wrong patient|somebody else)/i,
  "it is the wrong patient's": /(wrong record|wrong patient|somebody else)/i,
  'it cannot be read': /(well-formed|cannot be read|able to be processed)/i,
  'not all came in time': /(timeout|in time)/i,
  'its parts do not fit': /(re-?assembl|put together)/i,
  'a large record has failed': /large message general|large record/i,
  'files are missing': /(not received|missing|did not come)/i,
  'something unexpected happened': /unexpected/i,
}

Then(/^somebody is asked to (?:get|send) (\w+)'s record on paper, since (.+)$/, async function (this: AssayWorld, name: string, why: string) {
  const mentions = WHY_NOT[why]
  if (!mentions) throw new Error(`Failed to find what "${why}" means: add it to WHY_NOT.`)
  this.named(name)
  const tasks = await tasksSeen(this)
  await this.check(ensureTask, { tasks, mentions: /paper/i })
  await this.check(ensureTask, { tasks, mentions })
})

Then("nobody has to see to {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureNoTask, { tasks: await tasksSeen(this), mentions: /\brecord\b/i })
})

// Asking again, and not asking at all

async function askAgain(world: AssayWorld, persona: string): Promise<void> {
  world.answer = await world.candidate.transfers.askAgain(await world.actAs(persona), await localId(world))
}

When("the {persona} asks for {word}'s record again", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await askAgain(this, persona)
})

Given("the {persona} has asked for {word}'s record again", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  must(await this.candidate.transfers.askAgain(await this.actAs(persona), await localId(this)), 'ask for a record again')
  await lookAfter(this)
})

Then("Ashdown is asked for {word}'s record once more, in a conversation of its own", async function (this: AssayWorld, name: string) {
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureAskedAgain, { nhsNumber: this.named(name).nhsNumber, from: ASHDOWN })
})

Then('the user is told that asking again does not help', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule'], mentions: /not help|no use|paper/i })
})

Then('the user is told that there is nothing to ask for', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'already-done'], mentions: /has come|here already|on its way|already/i })
})

Given(/^the practice manager has switched electronic records (on|off)$/, async function (this: AssayWorld, how: string) {
  this.mustBeAlone('switches electronic records off')
  this.notes.set('electronic records', how)
  must(await this.candidate.transfers.enable(await this.behindTheScenes(MANAGER), how === 'on'), `switch electronic records ${how}`)
})

When('the {persona} switches electronic records off', async function (this: AssayWorld, persona: string) {
  this.mustBeAlone('switches electronic records off')
  this.notes.set('electronic records', 'off')
  this.answer = await this.candidate.transfers.enable(await this.actAs(persona), false)
})

// Whatever comes after begins with a practice that asks for records and sends them.
After(async function (this: AssayWorld) {
  if (this.notes.get('electronic records') === 'off') must(await this.candidate.transfers.enable(await this.behindTheScenes(MANAGER), true), 'switch electronic records on')
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

/** A record that is asked for again is another transfer: the practice before could not tell a request of the same conversation from the first. */
const ensureAskedAgain = check('the record is asked for again', async ({ outside }, { nhsNumber, from }: { nhsNumber: string; from: string }) => {
  const requests = await outside.spine.listSent({ about: nhsNumber, action: ACTION.request })
  const [first, second] = requests
  return [
    requests.length !== 2 && finding('asked for more or less often', { expected: '2 requests', seen: requests.length }),
    second && second.facts.destination !== from && finding('from another practice', { expected: from, seen: second.facts.destination ?? 'nobody' }),
    first && second?.conversationId === first.conversationId && finding('in the conversation of the first request', { expected: 'another', seen: first.conversationId }),
    first && second?.facts.requestId === first.facts.requestId && finding('under the id of the first request', { expected: 'another', seen: first.facts.requestId }),
  ]
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

