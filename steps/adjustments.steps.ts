import { Given, Then, When } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import type { RemovalReason } from '../candidate/port/adjustments.ts'
import {
  ensureAdjustmentsSeen,
  ensureExistenceOnly,
  ensureNationalAdjustments,
  ensureNationalPart,
  ensureNothingRecorded,
  ensureNothingWritten,
  ensureSeenAsUnchecked,
  ensureTellsNoMore,
} from './checks/ensure-adjustments.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { adjustment, lastSeen, openAdjustments, type AdjustmentsTrouble } from './support/adjustments.ts'
import './support/adjustments.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'reasonable-adjustments'
const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']
const CONSENTS: Record<string, string> = { 'own': '001', "attorney's": '003' }
const REASONS: Record<string, string> = { 'it was recorded in error': 'Error', 'Joan no longer consents': 'NoConsent' }

const outside = (world: AssayWorld) => world.hub.outside[SERVICE]

Given('the hospital has recorded that {word} {string}', async function (this: AssayWorld, name: string, term: string) {
  await outside(this).putRecord({ nhsNumber: this.named(name).nhsNumber, adjustments: [adjustment(term)] })
})

Given('the hospital has recorded that {word} {string}, too', async function (this: AssayWorld, name: string, term: string) {
  await outside(this).addAdjustment({ nhsNumber: this.named(name).nhsNumber, ...adjustment(term) })
})

Given('the hospital has since removed what was recorded', async function (this: AssayWorld) {
  await outside(this).removeRecord({ nhsNumber: this.patient.nhsNumber })
})

Given('the hospital has since changed {string} to {string}', async function (this: AssayWorld, before: string, after: string) {
  const held = await outside(this).readRecord({ nhsNumber: this.patient.nhsNumber })
  const flag = held.find(({ part, resource }) => part === 'Flag' && JSON.stringify(resource['code']).includes(adjustment(before).code))
  if (!flag) throw new Error(`Failed to change "${before}": the scenario has not recorded it.`)
  await outside(this).changeAdjustment({ id: flag.id, ...adjustment(after) })
})

Given('the hospital has since recorded the consent of an attorney', async function (this: AssayWorld) {
  await outside(this).changeConsent({ nhsNumber: this.patient.nhsNumber, proxyRole: '003' })
})

Given("the {persona} has opened {word}'s reasonable adjustments", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await openAdjustments(this, persona)
})

Given('the {persona} has tried to record that {word} {string}', async function (this: AssayWorld, persona: string, name: string, term: string) {
  await add(this, persona, name, term)
})

Given("the adjustments service {adjustmentsTrouble} whenever {word}'s adjustments are read", async function (this: AssayWorld, trouble: AdjustmentsTrouble, name: string) {
  // Silence once: nobody is asked again after that. All else as often as it takes.
  await this.inject({ service: SERVICE, operation: 'readConsent', subject: this.named(name).nhsNumber, ...(trouble.kind !== 'timeout' && { times: 'always' as const }), ...trouble })
})

Given("the adjustments service {adjustmentsTrouble} whenever an adjustment of {word}'s is written", async function (this: AssayWorld, trouble: AdjustmentsTrouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'postFlag', subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given("the adjustments service {adjustmentsTrouble} when an adjustment of {word}'s is next written", async function (this: AssayWorld, trouble: AdjustmentsTrouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'postFlag', subject: this.named(name).nhsNumber, ...trouble })
})

Given("the adjustments service {adjustmentsTrouble} when an adjustment of {word}'s is next changed", async function (this: AssayWorld, trouble: AdjustmentsTrouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'updateFlag', subject: this.named(name).nhsNumber, ...trouble })
})

Given("the adjustments service writes the next adjustment of {word}'s and then {adjustmentsTrouble}", async function (this: AssayWorld, name: string, trouble: AdjustmentsTrouble) {
  await this.inject({ service: SERVICE, operation: 'postFlag', subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

Given(/^the adjustments service takes its time over the next change of (\w+)'s(, and then fails)?$/, async function (this: AssayWorld, name: string, fails: string | null) {
  await outside(this).slowWrite({ nhsNumber: this.named(name).nhsNumber, polls: 1, retryAfter: 0, fails: fails !== null })
})

Given("the platform withdraws the user's leave when an adjustment of {word}'s is next written", async function (this: AssayWorld, name: string) {
  await this.inject({ service: SERVICE, operation: 'postFlag', subject: this.named(name).nhsNumber, kind: 'expired-token' })
})

async function add(world: AssayWorld, persona: string, name: string, term: string, consent?: string): Promise<void> {
  world.named(name)
  const { code } = adjustment(term)
  world.answer = await world.candidate.adjustments.add(await world.actAs(persona), world.patient.view.id, { code, ...(consent !== undefined && { consent }) })
}

/** The adjustment of that name as the user has it in front of them. */
function seenAs(world: AssayWorld, term: string) {
  const { code } = adjustment(term)
  return lastSeen(world).adjustments.find((each) => each.code === code) ?? { id: 'none', version: '1', code, term }
}

When("the {persona} opens {word}'s reasonable adjustments", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await openAdjustments(this, persona)
})

When('the {persona} records that {word} {string}', async function (this: AssayWorld, persona: string, name: string, term: string) {
  await add(this, persona, name, term)
})

When(/^the ([\w ]+?) records that (\w+) "([^"]+)", with her (own|attorney's) consent$/, async function (this: AssayWorld, persona: string, name: string, term: string, whose: string) {
  await add(this, persona, name, term, CONSENTS[whose]!)
})

When('the {persona} changes {string} to {string}', async function (this: AssayWorld, persona: string, before: string, after: string) {
  this.answer = await this.candidate.adjustments.change(await this.actAs(persona), this.patient.view.id, seenAs(this, before), { code: adjustment(after).code })
})

When(/^the ([\w ]+?) ends "([^"]+)", because (it was recorded in error)$/, async function (this: AssayWorld, persona: string, term: string, why: string) {
  const reason: RemovalReason = { reason: REASONS[why]!, comment: 'Mixed up with another patient' }
  this.answer = await this.candidate.adjustments.end(await this.actAs(persona), this.patient.view.id, seenAs(this, term), reason)
  const { answer } = this
  if (answer.ok) this.notes.set('adjustments seen', answer.value)
})

async function removeAll(world: AssayWorld, persona: string, why: RemovalReason): Promise<void> {
  world.answer = await world.candidate.adjustments.removeAll(await world.actAs(persona), world.patient.view.id, lastSeen(world), why)
}

When(/^the ([\w ]+?) removes all reasonable adjustments, because (Joan no longer consents)$/, async function (this: AssayWorld, persona: string, why: string) {
  await removeAll(this, persona, { reason: REASONS[why]!, comment: 'She rang on Tuesday' })
})

When('the {persona} removes all reasonable adjustments without saying why', async function (this: AssayWorld, persona: string) {
  await removeAll(this, persona, { comment: '' })
})

Then('the {persona} sees that {word} {string}', async function (this: AssayWorld, _persona: string, name: string, term: string) {
  this.named(name)
  await this.check(ensureAdjustmentsSeen, { seen: lastSeen(this), codes: [adjustment(term).code] })
})

Then('the {persona} sees that no reasonable adjustments are recorded', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureAdjustmentsSeen, { seen: lastSeen(this), codes: [] })
})

Then('the {persona} sees that reasonable adjustments could not be checked', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureSeenAsUnchecked, { seen: lastSeen(this) })
})

Then('the {persona} sees that reasonable adjustments are recorded, and not which', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureExistenceOnly, { seen: lastSeen(this) })
})

Then('the national service is not asked which adjustments {word} needs', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { service: SERVICE, operation: 'readFlag', subject: this.named(name).nhsNumber })
})

Then('the adjustment is recorded', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

async function nationally(world: AssayWorld, name: string, terms: readonly string[], inOrder = false): Promise<void> {
  await world.check(ensureNationalAdjustments, { nhsNumber: world.named(name).nhsNumber, codes: terms.map((term) => adjustment(term).code), inOrder })
}

Then(/^nationally, (\w+) "([^"]+)"(?:, and once only)?$/, async function (this: AssayWorld, name: string, term: string) {
  await nationally(this, name, [term])
})

Then('nationally, {word} {string} and {string}', async function (this: AssayWorld, name: string, one: string, other: string) {
  await nationally(this, name, [one, other])
})

Then('nationally, {word} {string}, {string} and {string}, in this order', async function (this: AssayWorld, name: string, one: string, two: string, three: string) {
  await nationally(this, name, [one, two, three], true)
})

Then('nationally, {word} {string}, recorded by the {persona}', async function (this: AssayWorld, name: string, term: string, persona: string) {
  await nationally(this, name, [term])
  await this.check(ensureNationalPart, { nhsNumber: this.patient.nhsNumber, part: 'Flag', active: true, says: new RegExp(`Practitioner/${this.staff(persona).id}"`), what: 'who recorded it' })
})

Then(/^nationally, the consent is (?:Joan's|her) (own|attorney's)$/, async function (this: AssayWorld, whose: string) {
  await this.check(ensureNationalPart, { nhsNumber: this.patient.nhsNumber, part: 'Consent', active: true, says: new RegExp(`RARecord-ProxyRole-1","code":"${CONSENTS[whose]}"`), what: 'how consent was given' })
})

Then('what the hospital noted with it is still there', async function (this: AssayWorld) {
  const { category } = adjustment('Requires visual alert')
  await this.check(ensureNationalPart, { nhsNumber: this.patient.nhsNumber, part: 'Flag', active: true, says: new RegExp(`AdjustmentCategory-1","code":"${category}"`), what: "the hospital's category" })
})

const removalReason = (world: AssayWorld, code: string) =>
  world.check(ensureNationalPart, { nhsNumber: world.patient.nhsNumber, part: 'Flag', active: false, says: new RegExp(`RemovalReason-1","code":"${code}"`), what: 'the reason' })

Then('nationally, the reason is that it was recorded in error', async function (this: AssayWorld) {
  await removalReason(this, 'Error')
})

Then('nationally, the reason is that the patient no longer consents', async function (this: AssayWorld) {
  await removalReason(this, 'NoConsent')
})

Then('nationally, nothing is recorded of {word} any more, not even consent', async function (this: AssayWorld, name: string) {
  await this.check(ensureNothingRecorded, { nhsNumber: this.named(name).nhsNumber })
})

Then('nothing about {word} is written to the national service', async function (this: AssayWorld, name: string) {
  await this.check(ensureNothingWritten, { subject: this.named(name).nhsNumber })
})

Then('the national service is told nothing of who {word} is but her NHS number', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const { family, birthDate, mobile, address } = national
  const secrets = { 'family name': family, 'date of birth': birthDate, 'mobile number': mobile, postcode: address.postcode, street: address.line[0]! }
  await this.check(ensureTellsNoMore, { service: SERVICE, subject: nhsNumber, secrets })
})

Then('the user is told that consent has to be recorded first', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /consent/i })
})

Then('the user is told that a reason is needed', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /why|reason/i })
})

Then('the user is told that the adjustments have changed meanwhile', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['changed-meanwhile'], mentions: /chang|updat|newer/i })
})

Then('the user is told that the adjustment was not shared, or that nobody knows', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /not (been )?(shared|recorded|sent)|not know|unclear|unconfirmed/i })
})

Then('the user is told that the change of adjustments was not confirmed', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /not (been )?(made|changed|confirmed)|not know|unclear/i })
})

Then('{string} is kept at the practice as not shared yet', async function (this: AssayWorld, term: string) {
  const { unshared } = must(await this.candidate.adjustments.open(this.user, this.patient.view.id), 'show reasonable adjustments')
  await this.check(ensureKept, { codes: unshared.map(({ code }) => code), expected: adjustment(term).code })
})

Then('nothing is kept at the practice as not shared', async function (this: AssayWorld) {
  const { unshared } = must(await this.candidate.adjustments.open(this.user, this.patient.view.id), 'show reasonable adjustments')
  await this.check(ensureNothingKept, { terms: unshared.map(({ term }) => term) })
})

Then('somebody is asked to see to the adjustment', async function (this: AssayWorld) {
  const tasks = must(await this.candidate.tasks.open(this.user, this.patient.view.id), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: /adjustment/i })
})

const ensureKept = check('what was not shared is kept at the practice', (_sight, { codes, expected }: { codes: readonly string[]; expected: string }) =>
  !codes.includes(expected) && finding('it is lost', { expected, seen: codes.length ? codes : 'nothing kept' }),
)

const ensureNothingKept = check('what has been shared is no longer kept as not shared', (_sight, { terms }: { terms: readonly string[] }) =>
  terms.map((term) => finding('still kept as not shared', { expected: 'nothing', seen: term })),
)
