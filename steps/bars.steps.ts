import { Given, Then, When, type DataTable } from '@cucumber/cucumber'
import type { Answer, RefusalReason } from '../candidate/port/answer.ts'
import type { SentElsewhereView } from '../candidate/port/booking-referral.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import {
  ensureAskedFirst,
  ensureAtService,
  ensureFreeTimes,
  ensureKept,
  ensureNotInMessages,
  ensureNowhere,
  ensureSameMessage,
  ensureSenderTold,
  ensureSentShown,
} from './checks/ensure-bars.ts'
import { ensureCalledOnce } from './checks/ensure-called-once.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { readTrail } from './support/audit-trail.ts'
import { keptOf, PLACES, sentLast, timeChosen, timesSeen, type BarsPlace, type BarsTrouble } from './support/bars.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'bars'
const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']
/** Longer than any line of a form, and with its end at the end. */
const LONG_REASON = `Sore throat for three days, no fever, swallows well. ${'Has taken paracetamol without relief. '.repeat(20)}Please advise on pain relief: the last words.`

const patientId = (world: AssayWorld, name: string): string => world.named(name).view?.id ?? 'none'

/** Keeps what the user was shown of what they did. */
function keep(world: AssayWorld, answer: Answer<SentElsewhereView>): void {
  if (answer.ok) world.notes.set('sent elsewhere', answer.value)
  world.answer = answer
}

async function refer(world: AssayWorld, persona: string, name: string, { odsCode }: BarsPlace, reason: string): Promise<void> {
  keep(world, await world.candidate.bookingReferral.refer(await world.actAs(persona), patientId(world, name), { organisation: odsCode, reason }))
}

When('the {persona} refers {word} to {barsPlace}, because of {string}', refers)
Given('the {persona} has referred {word} to {barsPlace}, because of {string}', async function (this: AssayWorld, persona: string, name: string, place: BarsPlace, reason: string) {
  await refer(this, persona, name, place, reason)
  must(this.answer!, 'refer the patient')
})
Given('the {persona} has tried to refer {word} to {barsPlace}, because of {string}', refers)
When('the {persona} refers {word} to {barsPlace}, for a long reason', async function (this: AssayWorld, persona: string, name: string, place: BarsPlace) {
  await refer(this, persona, name, place, LONG_REASON)
})

async function refers(this: AssayWorld, persona: string, name: string, place: BarsPlace, reason: string): Promise<void> {
  await refer(this, persona, name, place, reason)
}

When('the {persona} refers {word} to each of these places:', async function (this: AssayWorld, persona: string, name: string, table: DataTable) {
  const answers: [string, Answer<SentElsewhereView>][] = []
  for (const [words = ''] of table.raw()) {
    const place = PLACES[words]
    if (!place) throw new Error(`Failed to refer to "${words}": scenarios know ${Object.keys(PLACES).join(', ')}.`)
    await refer(this, persona, name, place, 'Sore throat for three days')
    answers.push([words, this.answer as Answer<SentElsewhereView>])
  }
  this.notes.set('each place', answers)
})

When('the {persona} looks for times at {barsPlace}', async function (this: AssayWorld, persona: string, place: BarsPlace) {
  const answer = await this.candidate.bookingReferral.times(await this.actAs(persona), place.odsCode)
  if (answer.ok) this.notes.set('times elsewhere', answer.value)
  this.answer = answer
})
Given('the {persona} has looked for times at {barsPlace}', async function (this: AssayWorld, persona: string, place: BarsPlace) {
  this.notes.set('times elsewhere', must(await this.candidate.bookingReferral.times(await this.actAs(persona), place.odsCode), 'show times of another service'))
})
Given('the third time at {barsPlace} is taken', async function (this: AssayWorld, { serviceId }: BarsPlace) {
  const slots = await this.hub.outside.bars.slotsOf({ serviceId })
  const { id } = slots.filter(({ status }) => status === 'free')[2]!
  await this.hub.outside.bars.takeSlot({ id })
  this.notes.set('taken elsewhere', id)
})
Given('somebody else has since taken that time', async function (this: AssayWorld) {
  await this.hub.outside.bars.takeSlot({ id: timeChosen(this).id })
})

async function book(world: AssayWorld, persona: string, name: string, { odsCode }: BarsPlace): Promise<void> {
  const time = timeChosen(world)
  world.notes.set('time chosen', time.id)
  keep(world, await world.candidate.bookingReferral.book(await world.actAs(persona), patientId(world, name), { organisation: odsCode, reason: 'Cut on the hand', time }))
}

When('the {persona} books one of the times at {barsPlace} for {word}', async function (this: AssayWorld, persona: string, place: BarsPlace, name: string) {
  await book(this, persona, name, place)
})
Given('the {persona} has booked one of the times at {barsPlace} for {word}', async function (this: AssayWorld, persona: string, place: BarsPlace, name: string) {
  await book(this, persona, name, place)
  must(this.answer!, 'book at another service')
})
When('the {persona} tries to book at {barsPlace} for {word}', async function (this: AssayWorld, persona: string, { odsCode }: BarsPlace, name: string) {
  const start = new Date(Date.now() + 86_400_000).toISOString()
  const time = { id: crypto.randomUUID(), start, end: start }
  keep(this, await this.candidate.bookingReferral.book(await this.actAs(persona), patientId(this, name), { organisation: odsCode, reason: 'Cut on the hand', time }))
})

const held = async (world: AssayWorld, name: string) => (await world.hub.outside.bars.heldFor({ nhsNumber: world.named(name).nhsNumber })).at(-1)

Given("the service has dealt with {word}'s referral", async function (this: AssayWorld, name: string) {
  const referral = await held(this, name)
  if (!referral) throw new Error(`Failed to deal with ${name}'s referral: no service has one.`)
  await this.hub.outside.bars.setStatus({ id: referral.id, status: 'completed' })
})

When('the {persona} looks at what was referred for {word}', async function (this: AssayWorld, persona: string, name: string) {
  keep(this, await this.candidate.bookingReferral.open(await this.actAs(persona), patientId(this, name), sentLast(this).id))
})
When("the {persona} looks at {word}'s referral from {word}'s record", async function (this: AssayWorld, persona: string, _whose: string, name: string) {
  this.answer = await this.candidate.bookingReferral.open(await this.actAs(persona), patientId(this, name), sentLast(this).id)
})
When("the {persona} cancels {word}'s referral from {word}'s record", async function (this: AssayWorld, persona: string, _whose: string, name: string) {
  this.answer = await this.candidate.bookingReferral.cancel(await this.actAs(persona), patientId(this, name), sentLast(this).id)
})
When('the {persona} cancels what was sent for {word}', async function (this: AssayWorld, persona: string, name: string) {
  keep(this, await this.candidate.bookingReferral.cancel(await this.actAs(persona), patientId(this, name), sentLast(this).id))
})
When("the {persona} sends {word}'s referral again", async function (this: AssayWorld, persona: string, name: string) {
  await keptOf(this, name)
  keep(this, await this.candidate.bookingReferral.sendAgain(await this.actAs(persona), patientId(this, name), sentLast(this).id))
})

async function trouble(world: AssayWorld, name: string, operation: string, fault: BarsTrouble, more: { processed?: boolean; times?: number | 'always' } = {}): Promise<void> {
  await world.inject({ service: SERVICE, operation, subject: world.named(name).nhsNumber, ...fault, ...more })
}

Given('the other service {barsTrouble} when something about {word} is next sent', async function (this: AssayWorld, fault: BarsTrouble, name: string) {
  await trouble(this, name, 'processMessage', fault)
})
Given('the other service takes the next message about {word} and then {barsTrouble}', async function (this: AssayWorld, name: string, fault: BarsTrouble) {
  await trouble(this, name, 'processMessage', fault, { processed: true })
})
Given("the other service {barsTrouble} whenever {word}'s referral is read", async function (this: AssayWorld, fault: BarsTrouble, name: string) {
  await trouble(this, name, 'getServiceRequest', fault, { times: 'always' })
})
Given('the other service asks to wait a second when something about {word} is next sent', async function (this: AssayWorld, name: string) {
  await trouble(this, name, 'processMessage', { kind: 'error', name: 'SEND_TOO_MANY_REQUESTS-throttled', headers: { 'retry-after': '1' } })
})
Given("the platform withdraws the system's leave when something about {word} is next sent", async function (this: AssayWorld, name: string) {
  await trouble(this, name, 'processMessage', { kind: 'expired-token' })
})

Then('it is done at the other service', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureSentShown, { seen: sentLast(this), state: 'sent' })
})
Then('{barsPlace} has the referral of {word}, once, because of {string}', async function (this: AssayWorld, { serviceId }: BarsPlace, name: string, reason: string) {
  await this.check(ensureAtService, { nhsNumber: this.named(name).nhsNumber, kind: 'ServiceRequest', serviceId, status: 'active', reason })
})
Then('{barsPlace} has the referral of {word} with the whole reason', async function (this: AssayWorld, { serviceId }: BarsPlace, name: string) {
  await this.check(ensureAtService, { nhsNumber: this.named(name).nhsNumber, kind: 'ServiceRequest', serviceId, status: 'active', reason: LONG_REASON })
})
const REFERRED: Record<string, string> = { 'is open': 'active', 'is revoked': 'revoked', 'stays completed': 'completed' }
Then(/^the referral of (\w+) (is open|is revoked|stays completed) at (Hollins Pharmacy)$/, async function (this: AssayWorld, name: string, words: string, _place: string) {
  await this.check(ensureAtService, { nhsNumber: this.named(name).nhsNumber, kind: 'ServiceRequest', serviceId: '2000000901', status: REFERRED[words]! })
})
Then(/^(\w+)'s booking is there at the time that was chosen(, cancelled)?$/, async function (this: AssayWorld, name: string, cancelled: string | null) {
  await this.check(ensureAtService, {
    nhsNumber: this.named(name).nhsNumber,
    kind: 'Appointment',
    serviceId: '2000000930',
    status: cancelled === null ? 'booked' : 'cancelled',
    reason: 'Cut on the hand',
    slotId: String(this.notes.get('time chosen')),
  })
})
Then('the service was asked what it can do, and what it needs, before anything was sent to it', async function (this: AssayWorld) {
  await this.check(ensureAskedFirst, {})
})
Then('no other service has anything of {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNowhere, { nhsNumber: this.named(name).nhsNumber })
})
Then('nothing about {word} is sent to another service', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { service: SERVICE, operation: 'processMessage', subject: this.named(name).nhsNumber })
})
Then('the other service is told that the {persona} of this practice sends it', async function (this: AssayWorld, persona: string) {
  const { id, roles } = this.staff(persona)
  await this.check(ensureSenderTold, { subject: this.patient.nhsNumber, odsCode: this.practice, userId: id, roleId: roles[0]!.id })
})
Then("the other service is told nothing of {word}'s telephone", async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  await this.check(ensureNotInMessages, { subject: nhsNumber, secrets: { 'the mobile number': national.mobile } })
})
Then("the other service is not told {word}'s address", async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  await this.check(ensureNotInMessages, { subject: nhsNumber, secrets: { 'the postcode': national.address.postcode, 'the street': national.address.line[0]! } })
})
Then('what is sent about {word} says nothing of {word}', async function (this: AssayWorld, name: string, other: string) {
  const { nhsNumber, national } = this.named(other)
  await this.check(ensureNotInMessages, { subject: this.named(name).nhsNumber, secrets: { "another patient's NHS number": nhsNumber, "another patient's name": national.family } })
})
Then('the message is the same as before', async function (this: AssayWorld) {
  await this.check(ensureSameMessage, { subject: this.patient.nhsNumber })
})
Then('the pharmacy is sent one message about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureCalledOnce, { service: SERVICE, operation: 'processMessage', subject: this.named(name).nhsNumber })
})

const SEEN: Record<string, string> = { open: 'active', 'dealt with': 'completed', revoked: 'revoked' }
Then(/^the GP sees that the referral is (open|dealt with|revoked), as the service says now$/, async function (this: AssayWorld, words: string) {
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureSentShown, { seen: sentLast(this), status: SEEN[words]!, current: true })
})
Then('the GP sees that what has become of the referral could not be checked', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureSentShown, { seen: sentLast(this), current: false })
})
Then('the referral is shown as {word} at the practice', async function (this: AssayWorld, state: string) {
  const [seen] = await keptOf(this, this.patient.name.split(' ')[0]!)
  await this.check(ensureSentShown, { seen, state })
})
Then('the referral because of {string} is kept, to be sent again', async function (this: AssayWorld, reason: string) {
  await this.check(ensureKept, { kept: await keptOf(this, this.patient.name.split(' ')[0]!), reason, states: ['not-sent', 'unconfirmed'] })
})
Then('the referral because of {string} is kept as one of which nobody knows', async function (this: AssayWorld, reason: string) {
  await this.check(ensureKept, { kept: await keptOf(this, this.patient.name.split(' ')[0]!), reason, states: ['unconfirmed'] })
})
Then('the audit trail says that the {persona} referred {word} elsewhere', async function (this: AssayWorld, persona: string, name: string) {
  const { id, roles } = this.staff(persona)
  const lines = await readTrail(this, { patientId: patientId(this, name) })
  await this.check(ensureAudited, { lines, fact: { success: true, userId: id, roleId: roles[0]!.id, patientId: patientId(this, name), actions: ['C', 'E'] } })
})
Then('somebody is asked to see to the referral', async function (this: AssayWorld) {
  const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('GP'), this.patient.view.id), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: /referral/i })
})
Then('the times shown are free ones of {barsPlace}', async function (this: AssayWorld, { serviceId }: BarsPlace) {
  await this.check(ensureDone, { answer: this.answer })
  if (this.answer?.ok) await this.check(ensureFreeTimes, { seen: timesSeen(this), serviceId, notFree: String(this.notes.get('taken elsewhere') ?? '') })
})

const told = (words: string, reasons: readonly RefusalReason[], mentions: RegExp) =>
  Then(words, async function (this: AssayWorld) {
    await this.check(ensureRefused, { answer: this.answer, reasons, mentions })
  })
Then('the user is told each time that the place takes no such referrals', async function (this: AssayWorld) {
  const mentions = /no service|takes no|cannot|not (be )?found|does not|two|nothing was sent/i
  for (const [, answer] of this.notes.get('each place') as [string, Answer<SentElsewhereView>][])
    await this.check(ensureRefused, { answer, reasons: ['rule', 'not-found', ...IN_TROUBLE], mentions })
})
told('the user is told that the place takes no bookings', ['rule'], /booking/i)
told('the user is told that a reason for referring is needed', ['invalid', 'rule'], /for what|what .* for|reason|why/i)
told('the user is told that the other service has gone on meanwhile', ['changed-meanwhile', 'rule'], /meanwhile|changed|gone|taken|not available/i)
told('the user is told that the referral was not sent, or that nobody knows', IN_TROUBLE, /not (been )?sent|not know|unclear|unconfirmed|arrived/i)
told('the user is told that nobody knows whether the referral arrived', IN_TROUBLE, /not know|unclear|unconfirmed/i)
told('the user is told that the referral was not cancelled at the service', IN_TROUBLE, /not (been )?cancelled|not know/i)
told('the user is told that this patient has no such referral', ['not-found', 'rule', 'not-permitted', 'invalid'], /patient|no such/i)
