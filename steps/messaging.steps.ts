import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { AuditLine } from '../candidate/port/audit.ts'
import type { MessageView } from '../candidate/port/messaging.ts'
import { check, finding } from './checks/check.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureInInboxOnly, ensureMessageArrived } from './checks/ensure-message-arrived.ts'
import { ensureMessageShown } from './checks/ensure-message-shown.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureToldNoMoreThanNeeded } from './checks/ensure-told-no-more-than-needed.ts'
import { readTrail } from './support/audit-trail.ts'
import { messageShown } from './support/messages.ts'
import { must, type AssayWorld } from './world.ts'

/** What the scenario's message says. */
const textOf = (world: AssayWorld) => String(world.notes.get('message text'))

/** Somebody writes to a patient. */
async function write(world: AssayWorld, persona: string, text: string, name: string, click?: string): Promise<Answer<MessageView>> {
  world.named(name)
  world.notes.set('message text', text)
  const answer = await world.candidate.messaging.send(await world.actAs(persona), {
    patientId: world.patient.view.id,
    text,
    ...(click !== undefined && { click }),
  })
  return (world.answer = answer) as Answer<MessageView>
}

Given('the {persona} has written {string} to {word}', async function (this: AssayWorld, persona: string, text: string, name: string) {
  must(await write(this, persona, text, name), 'send the message')
})

Given(
  'the {persona} has tried to write {string} to {word}',
  async function (this: AssayWorld, persona: string, text: string, name: string) {
    await write(this, persona, text, name)
  },
)

Given('it is on record that {word} wants no messages in the NHS App', async function (this: AssayWorld, name: string) {
  this.named(name)
  must(await this.candidate.messaging.setWish(this.user, this.patient.view.id, false), 'record that the patient wants no messages')
})

Given('it is on record that {word} wants messages in the NHS App again', async function (this: AssayWorld, name: string) {
  this.named(name)
  must(await this.candidate.messaging.setWish(this.user, this.patient.view.id, true), 'record that the patient wants messages again')
})

When('the {persona} writes {string} to {word}', async function (this: AssayWorld, persona: string, text: string, name: string) {
  await write(this, persona, text, name)
})

When(
  'the {persona} writes {string} to {word} and presses the button twice',
  async function (this: AssayWorld, persona: string, text: string, name: string) {
    const click = this.make.word('click')
    await this.actAs(persona)
    await Promise.all([write(this, persona, text, name, click), write(this, persona, text, name, click)])
  },
)

When(
  'the {persona} writes a message of {int} characters to {word}',
  async function (this: AssayWorld, persona: string, length: number, name: string) {
    const sentence = 'Drink plenty of water and rest. '
    await write(
      this,
      persona,
      sentence
        .repeat(Math.ceil(length / sentence.length))
        .slice(0, length - 1)
        .concat('.'),
      name,
    )
  },
)

When('the {persona} sends the message again', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  this.answer = await this.candidate.messaging.sendAgain(session, (await messageShown(this))?.id ?? 'none')
})

When('the {persona} sends the message again, although it may have arrived', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  this.answer = await this.candidate.messaging.sendAgain(session, (await messageShown(this))?.id ?? 'none', { despiteDoubt: true })
})

Then('the message is sent', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Then('{word} has that message in her/his/their NHS App once, from this practice', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureMessageArrived, { nhsNumber, text: textOf(this), times: 1, practice: this.practice })
})

Then('{word} has no message in her/his/their NHS App', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureMessageArrived, { nhsNumber, text: textOf(this), times: 0, practice: this.practice })
})

Then("the NHS App is told {word}'s NHS number and nothing else about her/him/them", async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const { family, birthDate, mobile, address } = national
  await this.check(ensureToldNoMoreThanNeeded, {
    service: 'nhs-app',
    subject: nhsNumber,
    nhsNumber,
    secrets: {
      'family name': family,
      'date of birth': birthDate,
      'mobile number': mobile,
      postcode: address.postcode,
      street: address.line[0]!,
    },
  })
})

Then("it is in {word}'s inbox in the NHS App, and in no notification", async function (this: AssayWorld, name: string) {
  await this.check(ensureInInboxOnly, { nhsNumber: this.named(name).nhsNumber, text: textOf(this) })
})

Then('nothing is sent to the NHS App about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { service: 'nhs-app', subject: this.named(name).nhsNumber })
})

/** How a scenario words what has become of a message. */
const SHOWN: Record<string, readonly string[]> = {
  'with the NHS App': ['sent', 'sending'],
  delivered: ['delivered'],
  read: ['read'],
}

Then(/^the message is shown as (with the NHS App|delivered|read)$/, async function (this: AssayWorld, words: string) {
  await this.check(ensureMessageShown, { shown: await messageShown(this), text: textOf(this), states: SHOWN[words]! })
})

Then('the message is shown as not delivered, because {string}', async function (this: AssayWorld, reason: string) {
  await this.check(ensureMessageShown, { shown: await messageShown(this), text: textOf(this), states: ['rejected'], mentions: reason })
})

Then('the message is kept, and shown as not sent', async function (this: AssayWorld) {
  await this.check(ensureMessageShown, { shown: await messageShown(this), text: textOf(this), states: ['not-sent'] })
})

Then('the message is kept, and shown as doubtful', async function (this: AssayWorld) {
  await this.check(ensureMessageShown, { shown: await messageShown(this), text: textOf(this), states: ['unknown'] })
})

Then('the message is kept, and shown as doubtful or not sent', async function (this: AssayWorld) {
  await this.check(ensureMessageShown, { shown: await messageShown(this), text: textOf(this), states: ['unknown', 'not-sent'] })
})

Then('the user is told that the message is too long', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /5,?000|long|shorter/i })
})

Then('the user is told that the message has to be written another way', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /<|character|text|way/i })
})

Then('the user is told that the patient wants no such messages', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'not-permitted'], mentions: /asked|wish|want|opt|prefer/i })
})

Then('the user is told that the NHS App has it already', async function (this: AssayWorld) {
  await this.check(ensureRefused, {
    answer: this.answer,
    reasons: ['already-done', 'rule', 'needs-confirmation'],
    mentions: /already|twice|has this|sent/i,
  })
})

Then('the user is warned that the patient may get it twice', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['needs-confirmation'], mentions: /twice|already|again/i })
})

Then('the audit trail says that the {persona} wrote to {word}', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const patientId = this.patient.view.id
  await this.check(ensureAudited, {
    lines: await readTrail(this, { patientId }),
    fact: { success: true, userId: this.staff(persona).id, patientId, actions: ['C', 'E'] },
  })
})

Then("the audit trail says that the NHS App told of {word}'s message", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureTellsOfReceipt, { lines: await readTrail(this, { patientId: this.patient.view.id }) })
})

const ensureTellsOfReceipt = check(
  'the receipt is in the audit trail, under the name of whoever sent it',
  (_sight, { lines }: { lines: readonly AuditLine[] }) => {
    const staffOnly = lines.every((line) => line.userId !== undefined)
    const told = lines.some((line) => /nhs.?app/i.test(line.userName ?? '') && line.success && line.action !== 'R')
    return (
      !told &&
      finding('no line says so', {
        expected: 'a line of the NHS App',
        seen: staffOnly ? 'lines of staff only' : lines.slice(0, 4).map(({ event, userName }) => ({ event, userName })),
      })
    )
  },
)
