import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { ensureRecoveredOnce } from './checks/ensure-recovered-once.ts'
import { ensureRetriedAsAsked } from './checks/ensure-retried-as-asked.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { ensureUploadRepeated, ensureWaits } from './checks/ensure-upload-repeated.ts'
import './support/summaries.ts'
import type { ScrTrouble } from './support/summaries.ts'
import { must, type AssayWorld } from './world.ts'

const UPLOAD = { service: 'scr', operation: 'upload-scr' }

/** Minutes between attempts. Source: SCR FHIR API, Exponential backoff. */
const WAITS = [1, 30, 60, 120, 240, 480, 960]

Given("the Summary Care Record {scrTrouble} when {word}'s summary is next uploaded", async function (this: AssayWorld, trouble: ScrTrouble, name: string) {
  await this.inject({ ...UPLOAD, subject: this.named(name).nhsNumber, ...trouble })
})

Given("the Summary Care Record {scrTrouble} whenever {word}'s summary is uploaded", async function (this: AssayWorld, trouble: ScrTrouble, name: string) {
  await this.inject({ ...UPLOAD, subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given('the Summary Care Record takes the next upload for {word} and then {scrTrouble}', async function (this: AssayWorld, name: string, trouble: ScrTrouble) {
  await this.inject({ ...UPLOAD, subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

Given('the Summary Care Record finds the next upload for {word} wrong', async function (this: AssayWorld, name: string) {
  await this.inject({ ...UPLOAD, subject: this.named(name).nhsNumber, kind: 'error', name: 'duplicateEvent' })
})

Given("the platform withdraws the system's leave when {word}'s summary is next uploaded", async function (this: AssayWorld, name: string) {
  await this.inject({ ...UPLOAD, subject: this.named(name).nhsNumber, kind: 'expired-token' })
})

Given("the Summary Care Record {scrTrouble} when it is next told of {word}'s wish", async function (this: AssayWorld, trouble: ScrTrouble, name: string) {
  await this.inject({ service: 'scr', operation: 'acs', subject: this.named(name).nhsNumber, ...trouble })
})

Given('the Summary Care Record {scrTrouble} when an alert about {word} is next raised', async function (this: AssayWorld, trouble: ScrTrouble, name: string) {
  await this.inject({ service: 'scr', operation: 'alert', subject: this.named(name).nhsNumber, ...trouble })
})

Given("the Summary Care Record {scrTrouble} whenever {word}'s summary is read", async function (this: AssayWorld, trouble: ScrTrouble, name: string) {
  await this.inject({ service: 'scr', operation: 'get-scr', subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given("the Summary Care Record {scrTrouble} whenever {word}'s summary is looked for", async function (this: AssayWorld, trouble: ScrTrouble, name: string) {
  await this.inject({ service: 'scr', operation: 'get-scr-id', subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given('{int} minutes have passed since the attempt', async function (this: AssayWorld, minutes: number) {
  await this.passTime(minutes * 60)
})

When("the practice tries to bring {word}'s summary up to date for three days", async function (this: AssayWorld, name: string) {
  this.named(name)
  // Once before and once after each wait is over, and twice more when there should be no further attempt.
  for (const minutes of [...WAITS, 1440, 1440]) {
    for (const half of [0, 1]) {
      this.answer = await this.candidate.summaries.bringUpToDate(await this.behindTheScenes('receptionist'), this.patient.view.id)
      await this.passTime(minutes * 30 + half)
    }
  }
})

Then('it was tried {int} times, with the waits that the Summary Care Record asks for', async function (this: AssayWorld, times: number) {
  await this.check(ensureWaits, { subject: this.patient.nhsNumber, minutes: WAITS.slice(0, times - 1) })
})

Then('the same upload was sent each time, under the same number', async function (this: AssayWorld) {
  await this.check(ensureUploadRepeated, { subject: this.patient.nhsNumber })
})

const ensureUploadedOnce = check('it was uploaded once', async ({ calls }, { subject }: { subject: string }) => {
  const made = await calls({ ...UPLOAD, subject })
  return made.length !== 1 && finding('more or less often', { expected: 1, seen: made.length, at: made.at(-1) })
})

Then('it was uploaded once', async function (this: AssayWorld) {
  await this.check(ensureUploadedOnce, { subject: this.patient.nhsNumber })
})

Then('the Summary Care Record was left alone for as long as it had asked', async function (this: AssayWorld) {
  await this.check(ensureRetriedAsAsked, { ...UPLOAD, subject: this.patient.nhsNumber })
})

Then('the summary was sent once more with new leave', async function (this: AssayWorld) {
  await this.check(ensureRecoveredOnce, { ...UPLOAD, subject: this.patient.nhsNumber })
})

const toDo = (mentions: RegExp) =>
  async function (this: AssayWorld, name: string) {
    this.named(name)
    const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('receptionist'), this.patient.view.id), 'show what is to be done')
    await this.check(ensureTask, { tasks, mentions })
  }

Then("the practice is asked to see to {word}'s wish", toDo(/wish|preference|consent/i))
Then('the practice is asked to see to the alert about {word}', toDo(/privacy officer|alert/i))
Then("the practice is asked to see to {word}'s summary", toDo(/summary/i))
