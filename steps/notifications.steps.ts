import { Given, Then, When } from '@cucumber/cucumber'
import type { AuditLine } from '../candidate/port/audit.ts'
import { check, finding } from './checks/check.ts'
import { ensureCalledOnce } from './checks/ensure-called-once.ts'
import { ensureCopyShows } from './checks/ensure-copy-shows.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureSubscribed } from './checks/ensure-subscribed.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { readTrail } from './support/audit-trail.ts'
import { bringSignal, publishEvent, type Signal } from './support/national-signals.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

const FETCH = { service: 'pds', operation: 'getPatient' }

const signalOf = (world: AssayWorld) => world.notes.get('signal') as Signal

/** A national service tells of a change to somebody's record; gives the signal that goes to the practice, which must have subscribed. */
async function publish(world: AssayWorld, type: string, nhsNumber: string, more: { versionid?: string } = {}): Promise<Signal> {
  const signal = await publishEvent(world, { type, subject: nhsNumber, filtering: { registeredgpodscode: world.practice, generalpractitioner: world.practice }, ...more })
  world.notes.set('signal', signal)
  return signal
}

const collect = (world: AssayWorld) => world.candidate.aids.collectMessages()

/** Changes somebody's mobile number nationally, and notes the version after it. */
async function change(world: AssayWorld, name: string): Promise<void> {
  const { nhsNumber } = world.named(name)
  const mobile = world.make.mobileNumber()
  const { version } = await world.hub.outside.pds.changePatient({ nhsNumber, mobile })
  world.notes.set('mobile', mobile)
  world.notes.set('versions', [...((world.notes.get('versions') as number[] | undefined) ?? []), version])
}

/** The signal of the change before so many others; the latest is 0. */
function signalOfChange(world: AssayWorld, back = 0): Promise<Signal> {
  const version = (world.notes.get('versions') as number[]).at(-1 - back)!
  return publish(world, 'pds-record-change-2', world.person!.nhsNumber, { versionid: `W/"${version}"` })
}

async function tell(world: AssayWorld, signal: Signal): Promise<void> {
  await bringSignal(world, signal)
  await collect(world)
}

Given('the practice has subscribed to national events', async function (this: AssayWorld) {
  must(await this.candidate.notifications.subscribe(await this.behindTheScenes('practice manager')), 'subscribe to national events')
})

Given("{word}'s mobile number has been changed nationally", async function (this: AssayWorld, name: string) {
  await change(this, name)
})

Given("{word}'s mobile number has been changed nationally twice", async function (this: AssayWorld, name: string) {
  await change(this, name)
  await change(this, name)
})

Given("the practice has the ninth version of {word}'s national record", async function (this: AssayWorld, name: string) {
  const { nhsNumber, view } = this.named(name)
  for (let version = 0; version < 9; ) ({ version } = await this.hub.outside.pds.changePatient({ nhsNumber, mobile: this.make.mobileNumber() }))
  must(await this.candidate.demographics.openForEditing(await this.behindTheScenes('receptionist'), view!.id), 'open the record')
})

Given('the practice has been told of the change', async function (this: AssayWorld) {
  await tell(this, await signalOfChange(this))
})

Given('the practice has been told of the later change', async function (this: AssayWorld) {
  await tell(this, await signalOfChange(this))
})

When('the practice is told of the change', async function (this: AssayWorld) {
  await tell(this, await signalOfChange(this))
})

When('the practice is told of the earlier change', async function (this: AssayWorld) {
  await tell(this, await signalOfChange(this, 1))
})

When('the practice is told of the change twice', async function (this: AssayWorld) {
  const signal = await signalOfChange(this)
  await bringSignal(this, signal)
  await tell(this, signal)
})

When('the same signal comes again', async function (this: AssayWorld) {
  await tell(this, signalOf(this))
})

When('the practice is told of the death', async function (this: AssayWorld) {
  await tell(this, await publish(this, 'pds-death-notification-2', this.person!.nhsNumber))
})

When("the practice is told that {word}'s request to register has been validated", async function (this: AssayWorld, name: string) {
  await tell(this, await publish(this, 'gpreg-change-gp-req-1', this.named(name).nhsNumber))
})

When('the practice collects its messages again', async function (this: AssayWorld) {
  await collect(this)
})

When('a signal comes that cannot be read, and then the practice is told of the change', async function (this: AssayWorld) {
  const signal = await signalOfChange(this)
  await bringSignal(this, { ...signal, body: '{"resourceType":"Bundle","entry":[{}]}' })
  await tell(this, signal)
})

Given("PDS {trouble} when {word}'s record is next fetched", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ ...FETCH, subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

/** The practice's copy, looked at by somebody who does not open the record. */
async function copyOf(world: AssayWorld, name: string) {
  return must(await world.candidate.demographics.read(await world.behindTheScenes('receptionist'), world.named(name).view!.id), 'show the patient')
}

Then("the practice's own copy shows {word}'s new mobile number", async function (this: AssayWorld, name: string) {
  await this.check(ensureCopyShows, { view: await copyOf(this, name), mobile: String(this.notes.get('mobile')) })
})

Then("the practice's own copy shows that {word} has died", async function (this: AssayWorld, name: string) {
  await this.check(ensureCopyShows, { view: await copyOf(this, name), deceased: true })
})

Then("PDS was asked for {word}'s record once", async function (this: AssayWorld, name: string) {
  await this.check(ensureCalledOnce, { ...FETCH, subject: this.named(name).nhsNumber })
})

Then("PDS is not asked for {word}'s record", async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { ...FETCH, subject: this.named(name).nhsNumber })
})

Then("somebody is asked to see to {word}'s death", async function (this: AssayWorld, name: string) {
  const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('receptionist'), this.named(name).view!.id), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: /died|death|deceased/i })
})

const allTasks = async (world: AssayWorld) => must(await world.candidate.tasks.all(await world.behindTheScenes('receptionist')), 'show what is to be done')

Then('somebody is asked to see to the signal', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: /(?=.*(notification|signal|event))(?=.*read)/i })
})

Then("somebody is asked to go on with {word}'s registration", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`regist.*${nhsNumber}|${nhsNumber}.*regist`, 'i') })
})

Then("the audit trail says that the practice was told of {word}'s change", async function (this: AssayWorld, name: string) {
  await this.check(ensureToldOf, { lines: await readTrail(this, { patientId: this.named(name).view!.id }) })
})

const ensureToldOf = check('the signal is in the audit trail, under the name of whoever sent it', (_sight, { lines }: { lines: readonly AuditLine[] }) => {
  const told = lines.some((line) => /MNS|multicast|notification/i.test(line.userName ?? '') && line.success)
  return !told && finding('no line says so', { expected: 'a line of MNS', seen: lines.slice(0, 4).map(({ event, userName }) => ({ event, userName })) })
})

Given('the practice has subscribed to nothing yet', async function (this: AssayWorld) {
  this.mustBeAlone('forgets what the practice has subscribed to')
  await this.hub.outside.mns.clearSubscriptions({})
  await this.hub.outside.mns.setPageSize({ entries: 100 })
})

Given('MNS shows one subscription on a page', async function (this: AssayWorld) {
  this.mustBeAlone('changes how MNS lists subscriptions')
  await this.hub.outside.mns.setPageSize({ entries: 1 })
})

Given('MNS {trouble} when it is next asked to subscribe', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'mns', operation: 'create-subscription', ...TROUBLES[trouble] })
})

When('the {persona} subscribes to national events', async function (this: AssayWorld, persona: string) {
  this.answer = await this.candidate.notifications.subscribe(await this.actAs(persona))
})

Then('the subscription is made', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Then('the practice hears of changes, deaths and requests to register, of its own patients alone', async function (this: AssayWorld) {
  await this.check(ensureSubscribed, { practice: this.practice })
})

Then('nothing more is subscribed to', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'mns', operation: 'create-subscription' })
})

Then('the user is told that MNS is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable'], mentions: /MNS|notification|NHS|national/i })
})
