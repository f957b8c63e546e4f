import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer, RefusalReason } from '../candidate/port/answer.ts'
import type { AuditLine } from '../candidate/port/audit.ts'
import type { InvitationView } from '../candidate/port/invitations.ts'
import type { TaskView } from '../candidate/port/tasks.ts'
import { check, finding } from './checks/check.ts'
import { ensureCallbackAnswered, type Answered } from './checks/ensure-callback-answered.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureInvitationShown, ensureRecipientShown } from './checks/ensure-invitation-shown.ts'
import { ensureInvited, ensureOneBatch, ensureOnlyNumbersTold, ensureTextMessageIsNeutral } from './checks/ensure-invited.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureRetriedAsAsked } from './checks/ensure-retried-as-asked.ts'
import { ensureSameBatchAgain } from './checks/ensure-same-batch-again.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { readTrail } from './support/audit-trail.ts'
import { heldFor, invitationShown, newestFor, type NotifyTrouble } from './support/notify.ts'
import { must, type AssayWorld } from './world.ts'

const SEND = { service: 'nhs-notify', operation: 'create-message-batch' }
const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

const textOf = (world: AssayWorld) => String(world.notes.get('invitation text'))

/** Somebody invites patients. */
async function invite(world: AssayWorld, persona: string, names: readonly string[], text: string, click?: string): Promise<Answer<InvitationView>> {
  world.notes.set('invitation text', text)
  const patientIds = names.map((name) => world.named(name).view!.id)
  world.named(names[0]!)
  const answer = await world.candidate.invitations.invite(await world.actAs(persona), { purpose: 'Clinic', text, patientIds, ...(click !== undefined && { click }) })
  world.answer = answer
  return answer
}

Given('the {persona} has invited {word} to {string}', async function (this: AssayWorld, persona: string, name: string, text: string) {
  must(await invite(this, persona, [name], text), 'invite the patient')
})

Given('the {persona} has invited {word} and {word} to {string}', async function (this: AssayWorld, persona: string, one: string, other: string, text: string) {
  must(await invite(this, persona, [one, other], text), 'invite the patients')
})

Given('the {persona} has tried to invite {word} to {string}', async function (this: AssayWorld, persona: string, name: string, text: string) {
  await invite(this, persona, [name], text)
})

When('the {persona} invites {word} to {string}', async function (this: AssayWorld, persona: string, name: string, text: string) {
  await invite(this, persona, [name], text)
})

When('the {persona} invites {word} and {word} to {string}', async function (this: AssayWorld, persona: string, one: string, other: string, text: string) {
  await invite(this, persona, [one, other], text)
})

When('the {persona} invites {word}, {word} and again {word} to {string}', async function (this: AssayWorld, persona: string, one: string, other: string, again: string, text: string) {
  await invite(this, persona, [one, other, again], text)
})

When('the {persona} invites {word} and {word} to {string} and presses the button twice', async function (this: AssayWorld, persona: string, one: string, other: string, text: string) {
  const click = this.make.word('click')
  await this.actAs(persona)
  await Promise.all([invite(this, persona, [one, other], text, click), invite(this, persona, [one, other], text, click)])
})

When('the {persona} invites {word} to a text of {int} characters', async function (this: AssayWorld, persona: string, name: string, length: number) {
  await invite(this, persona, [name], 'Please come. '.repeat(Math.ceil(length / 13)).slice(0, length - 1).concat('.'))
})

When('the {persona} sends the invitation again', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  this.answer = await this.candidate.invitations.inviteAgain(session, (await invitationShown(this))?.id ?? 'none')
})

Then('the invitation is sent', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Then("NHS Notify has that invitation for {word} once, in this practice's name", async function (this: AssayWorld, name: string) {
  await this.check(ensureInvited, { nhsNumber: this.named(name).nhsNumber, text: textOf(this), times: 1, practice: this.practice })
})

Then('NHS Notify has no invitation for {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureInvited, { nhsNumber: this.named(name).nhsNumber, text: textOf(this), times: 0, practice: this.practice })
})

Then('both went out in one batch', async function (this: AssayWorld) {
  await this.check(ensureOneBatch, { nhsNumbers: [...this.people.values()].map(({ nhsNumber }) => nhsNumber) })
})

Then('NHS Notify is told the NHS numbers, and nothing else about anybody', async function (this: AssayWorld) {
  const [first] = [...this.people.values()]
  const secrets = Object.fromEntries(
    [...this.people.values()].flatMap(({ name, national: { family, birthDate, mobile, address } }) =>
      Object.entries({ 'family name': family, 'date of birth': birthDate, 'mobile number': mobile, postcode: address.postcode, street: address.line[0]! }).flatMap(([what, value]) =>
        value === undefined ? [] : [[`${what} (${name})`, value]],
      ),
    ),
  )
  await this.check(ensureOnlyNumbersTold, { subject: first!.nhsNumber, secrets, text: textOf(this) })
})

Then('the text message to {word} says nothing of the matter', async function (this: AssayWorld, name: string) {
  await this.check(ensureTextMessageIsNeutral, { nhsNumber: this.named(name).nhsNumber, text: textOf(this) })
})

Then('nothing is sent to NHS Notify about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { service: 'nhs-notify', subject: this.named(name).nhsNumber })
})

/** How a scenario words where an invitation stands for a patient. */
const STATES: Record<string, string> = { delivered: 'delivered', failed: 'failed', 'on the way': 'waiting' }

/** The patient's own id at the practice. */
const idOf = (world: AssayWorld, name: string): string => world.named(name).view!.id

Then('the invitation is shown as with NHS Notify', async function (this: AssayWorld) {
  await this.check(ensureInvitationShown, { shown: await invitationShown(this), states: ['sent'] })
})

Then('the invitation is shown as with NHS Notify, and on the way to {word}', async function (this: AssayWorld, name: string) {
  const shown = await invitationShown(this)
  await this.check(ensureInvitationShown, { shown, states: ['sent'] })
  await this.check(ensureRecipientShown, { shown, patientId: idOf(this, name), states: ['waiting'] })
})

Then(/^the invitation is shown as (delivered|on the way) to (\w+)$/, async function (this: AssayWorld, words: string, name: string) {
  await this.check(ensureRecipientShown, { shown: await invitationShown(this), patientId: idOf(this, name), states: [STATES[words]!] })
})

Then('the invitation is shown as failed for {word}, because {string}', async function (this: AssayWorld, name: string, reason: string) {
  await this.check(ensureRecipientShown, { shown: await invitationShown(this), patientId: idOf(this, name), states: ['failed'], mentions: new RegExp(reason, 'i') })
})

/** Words that a reason may have. */
const REASONS: Record<string, RegExp> = { 'has died': /died|deceased|death/i, 'has left the practice': /left|inactive|not registered/i, 'wants no messages': /asked|wish|want|opt|prefer/i }

Then(/^the invitation is shown as left out for (\w+), because (?:she|he|they) (has died|has left the practice|wants no messages)$/, async function (this: AssayWorld, name: string, why: string) {
  await this.check(ensureRecipientShown, { shown: await invitationShown(this), patientId: idOf(this, name), states: ['left-out'], mentions: REASONS[why]! })
})

Then('the invitation is kept, and shown as not sent', async function (this: AssayWorld) {
  await this.check(ensureInvitationShown, { shown: await invitationShown(this), states: ['not-sent'] })
})

Then('the invitation is kept, and shown as doubtful', async function (this: AssayWorld) {
  await this.check(ensureInvitationShown, { shown: await invitationShown(this), states: ['unknown'] })
})

Then('the user is told that nobody can be invited', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid'], mentions: /nobody|no one|left/i })
})

Then('the user is told that the invitation is too long', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /5,?000|long|shorter/i })
})

Then('the user is told that the invitation was not sent', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /(?=.*Notify)(?=.*not (been )?sent)/is })
})

Then('the user is told that nobody knows whether the invitation was sent', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /not know|may (not )?have|unclear|not confirmed|unconfirmed/i })
})

Then('the user is told that NHS Notify is still working on it', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['national-unavailable', 'national-refused', 'national-timeout'], mentions: /still|working|processing|minutes|later/i })
})

Then('the user is told that NHS Notify has it already', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['already-done', 'rule'], mentions: /already|twice|has this|sent/i })
})

Then('NHS Notify was sent the same, under the same reference', async function (this: AssayWorld) {
  await this.check(ensureSameBatchAgain, { subject: this.patient.nhsNumber })
})

Then('NHS Notify was left alone for as long as it had asked', async function (this: AssayWorld) {
  await this.check(ensureRetriedAsAsked, { ...SEND, subject: this.patient.nhsNumber })
})

Given('NHS Notify {notifyTrouble} when it is next sent an invitation for {word}', async function (this: AssayWorld, trouble: NotifyTrouble, name: string) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, ...trouble })
})

Given('NHS Notify {notifyTrouble} whenever it is sent an invitation for {word}', async function (this: AssayWorld, trouble: NotifyTrouble, name: string) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given('NHS Notify takes the next invitation for {word} and then {notifyTrouble}', async function (this: AssayWorld, name: string, trouble: NotifyTrouble) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

Given('NHS Notify is still working on what it was sent about {word}', async function (this: AssayWorld, name: string) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, kind: 'error', name: 'CM_RETRY_TOO_EARLY' })
})

Given("the platform withdraws the system's leave when an invitation for {word} is next sent", async function (this: AssayWorld, name: string) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, kind: 'expired-token' })
})

type Body = Parameters<AssayWorld['hub']['outside']['nhs-notify']['postCallback']>[0]['body']
type Poster = NonNullable<Parameters<AssayWorld['hub']['outside']['nhs-notify']['postCallback']>[0]['as']>

/** Posts a callback and keeps how the candidate answered, with the exchange as evidence. */
async function post(world: AssayWorld, body: Body, as: Poster = 'nhs-notify'): Promise<Answered> {
  const delivery = await world.hub.outside['nhs-notify'].postCallback({ body, as })
  world.notes.set('callback', delivery)
  world.notes.set('callback body', body)
  world.attachCallback({ service: 'nhs-notify', operation: 'receipt', ...delivery })
  return delivery
}

/** Lets somebody's newest message come to its end, and gives the body of the callback that tells so. */
async function come(world: AssayWorld, name: string, status: 'delivered' | 'failed', reason?: string): Promise<string> {
  const notify = world.hub.outside['nhs-notify']
  const { id: messageId, plan } = await newestFor(world, name)
  const channels = status === 'delivered' ? plan.channels.slice(0, 1) : plan.channels
  for (const channel of channels) await notify.step({ messageId, channel, status, ...(reason !== undefined && { reason: { words: reason, code: 'PDSV_0002' } }) })
  return messageId
}

const draft = (world: AssayWorld, messageIds: string[]) => world.hub.outside['nhs-notify'].draftCallback({ messageIds })

When('NHS Notify tells the practice that the invitation to {word} was delivered', async function (this: AssayWorld, name: string) {
  await post(this, await draft(this, [await come(this, name, 'delivered')]))
})

When('NHS Notify tells the practice that the invitation to {word} failed, because {string}', async function (this: AssayWorld, name: string, reason: string) {
  await post(this, await draft(this, [await come(this, name, 'failed', reason)]))
})

Given('NHS Notify has told the practice that the invitation to {word} was delivered', async function (this: AssayWorld, name: string) {
  await this.check(ensureCallbackAnswered, { delivery: await post(this, await draft(this, [await come(this, name, 'delivered')])), accepted: true })
})

Given('NHS Notify has told the practice that the invitation to {word} failed, because {string}', async function (this: AssayWorld, name: string, reason: string) {
  await this.check(ensureCallbackAnswered, { delivery: await post(this, await draft(this, [await come(this, name, 'failed', reason)])), accepted: true })
})

Given('NHS Notify has a callback under way that the invitation to {word} is being sent', async function (this: AssayWorld, name: string) {
  const { id: messageId } = await newestFor(this, name)
  await this.hub.outside['nhs-notify'].enrich({ messageId })
  this.notes.set('under way', await draft(this, [messageId]))
})

When('the callback under way arrives', async function (this: AssayWorld) {
  await post(this, this.notes.get('under way') as Body)
})

When('NHS Notify posts the same callback again', async function (this: AssayWorld) {
  await post(this, this.notes.get('callback body') as Body)
})

When('NHS Notify tells the practice that the invitation did not reach {word} in the NHS App', async function (this: AssayWorld, name: string) {
  const notify = this.hub.outside['nhs-notify']
  const { id: messageId } = await newestFor(this, name)
  await notify.step({ messageId, channel: 'nhsapp', status: 'failed', reason: { words: 'NHS number not found', code: 'PDSV_0004' } })
  await post(this, await notify.draftChannelCallback({ messageId, channel: 'nhsapp' }))
})

When('NHS Notify tells the practice in one callback that {word} got the invitation, and that it failed for {word}', async function (this: AssayWorld, one: string, other: string) {
  const ids = [await come(this, one, 'delivered'), await come(this, other, 'failed', 'Contact detail is missing')]
  await post(this, await draft(this, ids))
})

/** How a scenario words who forges. */
const FORGERS: Record<string, Poster> = { 'who knows no secret': 'nobody', 'who knows half of the secret': 'knows-api-key', 'who signs another text than they send': 'reuses-signature' }

When(
  /^somebody (who knows no secret|who knows half of the secret|who signs another text than they send) posts a callback that the invitation to (\w+) was delivered$/,
  async function (this: AssayWorld, who: string, name: string) {
    await post(this, await draft(this, [await come(this, name, 'delivered')]), FORGERS[who]!)
  },
)

When('NHS Notify posts a callback about an invitation of another practice', async function (this: AssayWorld) {
  const [held] = await heldFor(this, [...this.people.values()][0]!.name.split(' ')[0]!)
  const body = JSON.stringify(await draft(this, [held!.id]))
  const other = body.replaceAll(held!.messageReference, crypto.randomUUID()).replaceAll(held!.id, '2WL3qFTEFM0qMY8xjRbt1LIKCzM').replace('"created"', '"delivered"')
  await post(this, JSON.parse(other) as Body)
})

When('NHS Notify posts a callback that says nothing', async function (this: AssayWorld) {
  await post(this, { data: [] })
})

Then(/^the callback is (accepted|not accepted)$/, async function (this: AssayWorld, words: string) {
  await this.check(ensureCallbackAnswered, { delivery: this.notes.get('callback') as Answered, accepted: words === 'accepted' })
})

const tasksOf = async (world: AssayWorld, name: string) => must(await world.candidate.tasks.open(await world.behindTheScenes('receptionist'), idOf(world, name)), 'show what is to be done')
const UNREACHED = /invit|reach|notify/i

Then('somebody is asked to reach {word} another way', async function (this: AssayWorld, name: string) {
  await this.check(ensureTask, { tasks: await tasksOf(this, name), mentions: UNREACHED })
})

Then('somebody is asked once to reach {word} another way', async function (this: AssayWorld, name: string) {
  await this.check(ensureAskedOnce, { tasks: await tasksOf(this, name) })
})

const ensureAskedOnce = check('the practice is asked once', (_sight, { tasks }: { tasks: readonly TaskView[] }) => {
  const found = tasks.filter(({ text }) => UNREACHED.test(text))
  return found.length !== 1 && finding('asked more or less than once', { expected: 'one task', seen: found.map(({ text }) => text).join(' | ') || 'none' })
})

Then("the audit trail says that NHS Notify told of {word}'s invitation", async function (this: AssayWorld, name: string) {
  await this.check(ensureTellsOfNotify, { lines: await readTrail(this, { patientId: idOf(this, name) }) })
})

const ensureTellsOfNotify = check('the callback is in the audit trail, under the name of whoever sent it', (_sight, { lines }: { lines: readonly AuditLine[] }) => {
  const told = lines.some((line) => /notify/i.test(line.userName ?? '') && line.success && line.action !== 'R')
  return !told && finding('no line says so', { expected: 'a line of NHS Notify', seen: lines.slice(0, 4).map(({ event, userName }) => ({ event, userName })) })
})
