import { Given, Then, When } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureRetriedAsAsked } from './checks/ensure-retried-as-asked.ts'
import './support/nhs-app-trouble.ts'
import type { NhsAppTrouble } from './support/nhs-app-trouble.ts'
import type { AssayWorld } from './world.ts'

const SEND = { service: 'nhs-app', operation: 'create-in-app' }

const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

Given(
  'the NHS App {nhsAppTrouble} when it is next sent a message to {word}',
  async function (this: AssayWorld, trouble: NhsAppTrouble, name: string) {
    await this.inject({ ...SEND, subject: this.named(name).nhsNumber, ...trouble })
  },
)

Given(
  'the NHS App {nhsAppTrouble} whenever it is sent a message to {word}',
  async function (this: AssayWorld, trouble: NhsAppTrouble, name: string) {
    await this.inject({ ...SEND, subject: this.named(name).nhsNumber, times: 'always', ...trouble })
  },
)

Given(
  'the NHS App takes the next message to {word} and then {nhsAppTrouble}',
  async function (this: AssayWorld, name: string, trouble: NhsAppTrouble) {
    await this.inject({ ...SEND, subject: this.named(name).nhsNumber, processed: true, ...trouble })
  },
)

Given("the platform withdraws the system's leave when a message to {word} is next sent", async function (this: AssayWorld, name: string) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, kind: 'expired-token' })
})

When('the NHS App is well again', async function (this: AssayWorld) {
  const unused = await this.clearFaults()
  if (unused.length)
    this.report('the NHS App was in trouble when it was needed', [
      { what: 'the candidate did not call it', expected: 'a message', seen: 'none' },
    ])
})

Then('the user is told that the message was not sent', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /(?=.*NHS App)(?=.*not (been )?sent)/is })
})

Then('the user is told that the message may not have been sent', async function (this: AssayWorld) {
  await this.check(ensureRefused, {
    answer: this.answer,
    reasons: IN_TROUBLE,
    mentions: /(?=.*NHS App)(?=.*(not (been )?sent|not know|may|unclear|unconfirmed))/is,
  })
})

Then('the user is told that nobody knows whether the message was sent', async function (this: AssayWorld) {
  await this.check(ensureRefused, {
    answer: this.answer,
    reasons: IN_TROUBLE,
    mentions: /not know|may (not )?have|unclear|not confirmed|unconfirmed/i,
  })
})

Then('the NHS App was left alone for as long as it had asked', async function (this: AssayWorld) {
  await this.check(ensureRetriedAsAsked, { ...SEND, subject: this.patient.nhsNumber })
})
