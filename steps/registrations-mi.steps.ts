import { Before, Given, Then, When } from '@cucumber/cucumber'
import type { WaitingEvent } from '../candidate/port/registrations-mi.ts'
import { check, finding } from './checks/check.ts'
import { ensureCalledOnce } from './checks/ensure-called-once.ts'
import {
  ensureConversations,
  ensureErrorReported,
  ensureNobodyNamed,
  ensureNotCompatible,
  ensureNothingReported,
  ensurePractices,
  ensureRegistrationReported,
  ensureReportedTimes,
  ensureTimeTold,
  type EventBody,
  type Reported,
} from './checks/ensure-reported.ts'
import { ensureTask } from './checks/ensure-task.ts'
import type { MiTrouble } from './support/registrations-mi.ts'
import './support/registrations-mi.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'gp-registrations-mi'
const MANAGER = 'practice manager'
const REGISTRATION = 'registrations'
const TRANSFER = 'transfer-compatibility-statuses'
const CLOSED_PRACTICE = 'A99903'

Before({ tags: `@service:${SERVICE}` }, async function (this: AssayWorld) {
  // What is still waiting from a scenario that failed would be told in this one.
  if (this.make) await this.candidate.registrationsMi.send(await this.behindTheScenes(MANAGER))
})

/** What NHS England has been told since somebody first did what the scenario is about. */
async function reported(world: AssayWorld): Promise<Reported[]> {
  const calls = await world.calls({ service: SERVICE })
  return calls.filter(({ entry }) => entry.status === 200).map((call) => ({ kind: call.entry.operation, body: (call.body ?? {}) as EventBody }))
}

const first = (events: readonly Reported[], kind: string) => events.find((event) => event.kind === kind)

/** What is to be sent yet. What was refused for good stays on the candidate's list from scenario to scenario. */
async function waiting(world: AssayWorld): Promise<WaitingEvent[]> {
  const all = must(await world.candidate.registrationsMi.waiting(await world.behindTheScenes(MANAGER)), 'show what waits to be sent')
  return all.filter(({ state }) => state === 'pending')
}

Given('{word} comes from a practice that has closed', async function (this: AssayWorld, name: string) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.named(name).nhsNumber, practice: CLOSED_PRACTICE })
})

Given('{word} comes from no practice', async function (this: AssayWorld, name: string) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.named(name).nhsNumber, practice: null })
})

Given('the registrations service {miTrouble} when a registration is next reported', async function (this: AssayWorld, trouble: MiTrouble) {
  await this.inject({ service: SERVICE, operation: REGISTRATION, ...trouble })
})

Given('the registrations service refuses what is next reported', async function (this: AssayWorld) {
  await this.inject({ service: SERVICE, operation: REGISTRATION, kind: 'error', name: 'BAD_REQUEST' })
})

When('the practice manager sends what was kept', async function (this: AssayWorld) {
  must(await this.candidate.registrationsMi.send(await this.actAs(MANAGER)), 'send what was kept')
})

Then(/^the registration is reported once, as that of somebody (new|who comes back)$/, async function (this: AssayWorld, words: string) {
  const events = await reported(this)
  await this.check(ensureReportedTimes, { events, kind: REGISTRATION, times: 1 })
  await this.check(ensureRegistrationReported, { event: first(events, REGISTRATION), returning: words !== 'new' })
})

Then('it names the practice that {word} comes from, and this practice as the one that asks and reports', async function (this: AssayWorld, name: string) {
  const { national } = this.named(name)
  await this.check(ensurePractices, { event: first(await reported(this), REGISTRATION), practice: this.practice, sender: national.practice })
})

Then('it names no practice that she/he comes from', async function (this: AssayWorld) {
  await this.check(ensurePractices, { event: first(await reported(this), REGISTRATION), practice: this.practice, sender: undefined })
})

Then('the time it gives is that of the registration', async function (this: AssayWorld) {
  await this.check(ensureTimeTold, { event: first(await reported(this), REGISTRATION), now: Date.now() + this.secondsPassed * 1000 })
})

Then('whether the record can come over is reported once, after the registration', async function (this: AssayWorld) {
  const events = await reported(this)
  await this.check(ensureReportedTimes, { events, kind: TRANSFER, times: 1 })
  await this.check(ensureInOrder, { kinds: events.map(({ kind }) => kind), order: [REGISTRATION, TRANSFER] })
})

Then('both belong together', async function (this: AssayWorld) {
  await this.check(ensureConversations, { events: await reported(this), conversations: 1 })
})

const WHY: Record<string, RegExp> = { 'it is here already': /same|own|this practice/i, 'the practice is closed': /clos|eligible|inactive/i }

Then(/^it is reported that the record cannot come over, because (it is here already|the practice is closed)$/, async function (this: AssayWorld, why: string) {
  await this.check(ensureNotCompatible, { event: (await reported(this)).findLast(({ kind }) => kind === TRANSFER), says: WHY[why]! })
})

Then('nothing is reported about a transfer of the record', async function (this: AssayWorld) {
  await this.check(ensureNothingReported, { events: await reported(this), except: [REGISTRATION] })
})

Then('nothing is reported of it', async function (this: AssayWorld) {
  await this.check(ensureNothingReported, { events: await reported(this) })
})

Then('no registration is reported', async function (this: AssayWorld) {
  await this.check(ensureNothingReported, { events: await reported(this), except: ['errors'] })
})

Then('two registrations are reported, and they are told apart', async function (this: AssayWorld) {
  const events = await reported(this)
  await this.check(ensureReportedTimes, { events, kind: REGISTRATION, times: 2 })
  await this.check(ensureConversations, { events, conversations: 2 })
})

Then('nothing that is reported tells who {word} is', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const { family, given, birthDate, mobile, address } = national
  await this.check(ensureNobodyNamed, {
    events: await reported(this),
    secrets: { 'NHS number': nhsNumber, 'family name': family, 'first name': given, 'date of birth': birthDate, 'mobile number': mobile, postcode: address.postcode },
  })
})

Then(/^an error in (tracing|updating) the patient is reported once$/, async function (this: AssayWorld, what: string) {
  await this.check(ensureErrorReported, { events: await reported(this), point: what === 'tracing' ? 'PATIENT_TRACE' : 'PATIENT_GENERAL_UPDATE' })
})

Then('what was not sent is kept', async function (this: AssayWorld) {
  await this.check(ensureWaiting, { kinds: (await waiting(this)).map(({ kind }) => kind), expected: REGISTRATION })
})

Then('nothing is kept any more to be sent', async function (this: AssayWorld) {
  await this.check(ensureNothingWaiting, { kinds: (await waiting(this)).map(({ kind }) => kind) })
})

Then('what was refused is not sent again', async function (this: AssayWorld) {
  await this.check(ensureCalledOnce, { service: SERVICE, operation: REGISTRATION })
})

Then('somebody is asked to see to what was refused', async function (this: AssayWorld) {
  const view = must(await this.candidate.demographics.findLocally(this.user, { nhsNumber: this.person!.nhsNumber }), "search the practice's list")
  const tasks = must(await this.candidate.tasks.open(this.user, view[0]?.id ?? 'none'), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: /registration/i })
})

const ensureInOrder = check('events are reported in their order', (_sight, { kinds, order }: { kinds: readonly string[]; order: readonly string[] }) => {
  const seen = kinds.filter((kind) => order.includes(kind))
  return seen.join() !== order.join() && finding('in another order', { expected: order, seen })
})

const ensureWaiting = check('what was not sent is kept', (_sight, { kinds, expected }: { kinds: readonly string[]; expected: string }) =>
  !kinds.includes(expected) && finding('it is lost', { expected, seen: kinds.length ? kinds : 'nothing waits' }),
)

const ensureNothingWaiting = check('nothing waits to be sent', (_sight, { kinds }: { kinds: readonly string[] }) => kinds.map((kind) => finding('still waiting', { expected: 'nothing', seen: kind })))
