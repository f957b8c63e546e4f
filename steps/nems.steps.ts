import { Given, Then, When } from '@cucumber/cucumber'
import { CandidateFault } from '../candidate/port/faults.ts'
import type { ControlClient } from '../mocks/control-client.ts'
import { check, finding } from './checks/check.ts'
import { ensureFollowed, ensureFollowedTimes } from './checks/ensure-followed.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

type Delivery = Awaited<ReturnType<ControlClient['outside']['nems']['publish']>>[number]

/** The mailbox from which NEMS sends. */
const SENDER = 'X26HC998'

/** An event about somebody is published; gives the message for the practice, which must follow them. */
async function publish(world: AssayWorld, event: string, name: string): Promise<Delivery> {
  const { nhsNumber, national } = world.named(name)
  const { family, given, birthDate } = national
  const [delivery] = await world.hub.outside.nems.publish({ event, nhsNumber, family, given, birthDate })
  if (!delivery) throw new CandidateFault(`The candidate has not subscribed to ${event} of this patient: expected a message to its mailbox, saw none.`)
  world.notes.set('nems event', delivery)
  return delivery
}

/** Brings an event to the practice's mailbox, and has it collected. */
async function bring(world: AssayWorld, { mailbox, workflowId, xml }: Delivery): Promise<void> {
  await world.hub.outside.mesh.deliver({ from: SENDER, to: mailbox, workflowId, text: xml, about: world.person!.nhsNumber })
  await world.candidate.aids.collectMessages()
}

Given('{word} is followed nationally', async function (this: AssayWorld, name: string) {
  must(await this.candidate.notifications.follow(await this.behindTheScenes('receptionist'), this.named(name).view!.id), 'follow a patient nationally')
})

Given('NEMS {trouble} when it is next asked about {word}', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'nems', operation: 'create-subscription', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

When('the {persona} has {word} followed nationally', async function (this: AssayWorld, persona: string, name: string) {
  this.answer = await this.candidate.notifications.follow(await this.actAs(persona), this.named(name).view!.id)
})

Given("NEMS has told the practice of {word}'s change", async function (this: AssayWorld, name: string) {
  await bring(this, await publish(this, 'pds-record-change-1', name))
})

When("NEMS tells the practice of {word}'s change", async function (this: AssayWorld, name: string) {
  await bring(this, await publish(this, 'pds-record-change-1', name))
})

When("NEMS tells the practice of {word}'s death", async function (this: AssayWorld, name: string) {
  await bring(this, await publish(this, 'pds-death-notification-1', name))
})

When("NEMS tells the practice that {word}'s practice has changed", async function (this: AssayWorld, name: string) {
  await bring(this, await publish(this, 'pds-change-of-gp-1', name))
})

When('NEMS brings the same event again', async function (this: AssayWorld) {
  await bring(this, this.notes.get('nems event') as Delivery)
})

Given('NEMS has told the practice of the later of two changes', async function (this: AssayWorld) {
  const { name } = this.person!
  const earlier = await publish(this, 'pds-record-change-1', name)
  await bring(this, await publish(this, 'pds-record-change-1', name))
  this.notes.set('nems event', earlier)
})

When('NEMS tells the practice of the earlier one', async function (this: AssayWorld) {
  await bring(this, this.notes.get('nems event') as Delivery)
})

When('NEMS sends an event about {word} that cannot be read', async function (this: AssayWorld, name: string) {
  const delivery = await publish(this, 'pds-record-change-1', name)
  await bring(this, { ...delivery, xml: delivery.xml.slice(0, 900) })
})

Then("{word} is followed: her changes, her death, and another practice, to the practice's mailbox", async function (this: AssayWorld, name: string) {
  await this.check(ensureFollowed, { nhsNumber: this.named(name).nhsNumber, practice: this.practice })
})

Then('{word} is followed once', async function (this: AssayWorld, name: string) {
  await this.check(ensureFollowedTimes, { nhsNumber: this.named(name).nhsNumber, practice: this.practice, times: 1 })
})

Then('{word} is followed no more', async function (this: AssayWorld, name: string) {
  await this.check(ensureFollowedTimes, { nhsNumber: this.named(name).nhsNumber, practice: this.practice, times: 0 })
})

Then('nothing more is asked of NEMS about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { service: 'nems', subject: this.named(name).nhsNumber })
})

Then('somebody is asked to find out whether {word} has left', async function (this: AssayWorld, name: string) {
  const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('receptionist'), this.named(name).view!.id), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: /practice.*(changed|elsewhere)|elsewhere|moved/i })
})

const ensureStillHere = check('the patient is on the list still', (_sight, { active }: { active: boolean }) => !active && finding('taken off the list', { expected: 'a patient of the practice', seen: 'left' }))

Then('{word} is a patient of the practice still', async function (this: AssayWorld, name: string) {
  const view = must(await this.candidate.demographics.read(await this.behindTheScenes('receptionist'), this.named(name).view!.id), 'show the patient')
  await this.check(ensureStillHere, { active: view.active })
})

Then('the user is told that NEMS is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable'], mentions: /NEMS|event|NHS|national/i })
})
