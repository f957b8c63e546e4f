import { Given, Then, When } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import type { SummaryPreference, SummaryStatus, SummaryView, ViewingGround } from '../candidate/port/summaries.ts'
import { check, finding } from './checks/check.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureCalledInOwnName } from './checks/ensure-called-in-own-name.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureEmptySummary, ensureReplacesPrevious, ensureSummaryCount, ensureSummaryMadeAt, ensureSummarySays } from './checks/ensure-national-summary.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureNoPrivacyAlert, ensurePrivacyAlert } from './checks/ensure-privacy-alert.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { loadWorld } from '../config/world.ts'
import { readTrail } from './support/audit-trail.ts'
import { closeElsewhere, permissionHeld, putElsewhere, SERVICES, UPLOADS, viaOf, type Via } from './support/national-summaries.ts'
import { listenToTheSpine } from './support/spine-word.ts'
import { ALERTS } from './support/summaries.ts'
import { must, type AssayWorld } from './world.ts'

/** Who stands for the practice's system where it does by itself what the harness has to ask for. */
const SYSTEM = 'receptionist'
const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

async function bringUpToDate(world: AssayWorld, name: string): Promise<void> {
  world.named(name)
  const ask = async () => (world.answer = await world.candidate.summaries.bringUpToDate(await world.behindTheScenes(SYSTEM), world.patient.view.id))
  if (viaOf(world) === 'fhir') await ask()
  else await listenToTheSpine(world, ask)
}

async function view(world: AssayWorld, persona: string, name: string, options: { ground?: ViewingGround; why?: string } = {}): Promise<void> {
  world.named(name)
  world.answer = await world.candidate.summaries.view(await world.actAs(persona), world.patient.view.id, options)
}

async function prefer(world: AssayWorld, persona: string, name: string, preference: SummaryPreference): Promise<void> {
  world.named(name)
  world.answer = await world.candidate.summaries.setPreference(await world.actAs(persona), world.patient.view.id, preference)
}

Given("the practice has brought {word}'s summary up to date", async function (this: AssayWorld, name: string) {
  await bringUpToDate(this, name)
  const status = must(this.answer!, 'bring the summary up to date') as SummaryStatus
  if (status.state !== 'current') this.report('the summary was uploaded', [{ what: 'it was not', expected: 'current', seen: status.state }])
})

Given("the practice has tried to bring {word}'s summary up to date", async function (this: AssayWorld, name: string) {
  await bringUpToDate(this, name)
})

When("the practice brings {word}'s summary up to date", async function (this: AssayWorld, name: string) {
  await bringUpToDate(this, name)
})

Given('another practice has uploaded a summary of {word} with {string}', async function (this: AssayWorld, name: string, line: string) {
  await putElsewhere(this.hub.outside, viaOf(this), this.named(name).nhsNumber, line)
})

Given('{word} has since closed her/his/their summary nationally', async function (this: AssayWorld, name: string) {
  await closeElsewhere(this.hub.outside, viaOf(this), this.named(name).nhsNumber)
})

Given('{word} has a recorded allergy that reads {string}', async function (this: AssayWorld, name: string, term: string) {
  this.named(name)
  must(await this.candidate.demographics.recordAllergy(await this.behindTheScenes('second GP'), this.patient.view.id, { code: '764146007', term }), 'record an allergy')
})

Given('{word} is here as a temporary resident', async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  person.view = must(await this.candidate.demographics.register(await this.behindTheScenes('second GP'), person.nhsNumber, { temporary: true }), `register ${name} for a while`)
})

Given('{word} has told the practice that she/he wants no summary', async function (this: AssayWorld, name: string) {
  this.named(name)
  must(await this.candidate.summaries.setPreference(await this.behindTheScenes(SYSTEM), this.patient.view.id, 'dissent'), "write down the patient's wish")
})

When('the {persona} writes down that {word} wants no summary', async function (this: AssayWorld, persona: string, name: string) {
  await prefer(this, persona, name, 'dissent')
})

When('the {persona} writes down that {word} wants a summary', async function (this: AssayWorld, persona: string, name: string) {
  await prefer(this, persona, name, 'express')
})

When("the {persona} looks at {word}'s summary", async function (this: AssayWorld, persona: string, name: string) {
  await view(this, persona, name)
})

const withPermission = async function (this: AssayWorld, persona: string, name: string) {
  await view(this, persona, name, { ground: 'permission' })
}
When("the {persona} looks at {word}'s summary with her/his permission", withPermission)
Given("the {persona} has looked at {word}'s summary with her/his permission", withPermission)

const without = async function (this: AssayWorld, persona: string, name: string, ground: ViewingGround, why: string) {
  this.notes.set('ground', ground)
  await view(this, persona, name, { ground, why })
}
When("the {persona} looks at {word}'s summary {ground}, because {string}", without)
Given("the {persona} has looked at {word}'s summary {ground}, because {string}", without)

When("the {persona} looks at {word}'s summary {ground}, without saying why", async function (this: AssayWorld, persona: string, name: string, ground: ViewingGround) {
  await view(this, persona, name, { ground })
})

Then(/^(\w+) has (\d+) summar(?:y|ies) nationally$/, async function (this: AssayWorld, name: string, count: string) {
  await this.check(ensureSummaryCount, { nhsNumber: this.named(name).nhsNumber, via: viaOf(this), count: Number(count) })
})

Then('it says that it was made at this practice', async function (this: AssayWorld) {
  await this.check(ensureSummaryMadeAt, { nhsNumber: this.patient.nhsNumber, via: viaOf(this), practice: loadWorld().practice })
})

Then('the latest summary of {word} has {string} under {string}', async function (this: AssayWorld, name: string, has: string, under: string) {
  await this.check(ensureSummarySays, { nhsNumber: this.named(name).nhsNumber, via: viaOf(this), under, has })
})

Then('the latest summary of {word} does not mention {string}', async function (this: AssayWorld, name: string, hasNot: string) {
  await this.check(ensureSummarySays, { nhsNumber: this.named(name).nhsNumber, via: viaOf(this), hasNot })
})

Then('the latest summary of {word} has nothing under {string}', async function (this: AssayWorld, name: string, under: string) {
  await this.check(ensureSummarySays, { nhsNumber: this.named(name).nhsNumber, via: viaOf(this), under, empty: true })
})

Then('every core heading is in the latest summary of {word}, and says that there is nothing', async function (this: AssayWorld, name: string) {
  await this.check(ensureEmptySummary, { nhsNumber: this.named(name).nhsNumber, via: viaOf(this) })
})

Then('it replaces the one before', async function (this: AssayWorld) {
  await this.check(ensureReplacesPrevious, { nhsNumber: this.patient.nhsNumber, via: viaOf(this) })
})

Then("no summary of {word}'s is uploaded", async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { ...UPLOADS[viaOf(this)], subject: this.named(name).nhsNumber })
})

Then('nothing about {word} is sent to the Summary Care Record', async function (this: AssayWorld, name: string) {
  for (const service of SERVICES[viaOf(this)]) await this.check(ensureNotCalled, { service, subject: this.named(name).nhsNumber })
})

const ensureNamedByNumberOnly = check(
  'the summary names the patient by their NHS number alone',
  async ({ calls }, { subject, via, secrets }: { subject: string; via: Via; secrets: Record<string, string> }) => {
    const [upload] = await calls({ ...UPLOADS[via], subject })
    if (!upload) return finding('nothing was uploaded', { expected: 'a summary', seen: 'none' })
    const text = upload.entry.requestBody ?? ''
    return Object.entries(secrets).map(([what, secret]) => text.toLowerCase().includes(secret.toLowerCase()) && finding(`it tells the ${what}`, { expected: 'not in it', seen: secret, at: upload }))
  },
)

Then('the summary that was sent names {word} by her/his NHS number and nothing else about her/him', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const { family, birthDate, mobile, address } = national
  const secrets = { 'family name': family, 'date of birth': birthDate, 'mobile number': mobile, postcode: address.postcode, street: address.line[0]! }
  await this.check(ensureNamedByNumberOnly, { subject: nhsNumber, via: viaOf(this), secrets })
})

const ensureState = check('the practice is told how it stands with the summary', (_sight, { status, state }: { status: SummaryStatus | undefined; state: string }) =>
  status?.state !== state && finding('told otherwise', { expected: state, seen: status?.state ?? 'nothing' }),
)

const statusOf = (world: AssayWorld): SummaryStatus | undefined => (world.answer?.ok ? (world.answer.value as SummaryStatus) : undefined)

Then('the practice is told that {word} has none', async function (this: AssayWorld, _name: string) {
  await this.check(ensureState, { status: statusOf(this), state: 'withheld' })
})

Then("the practice is told that {word}'s summary is up to date", async function (this: AssayWorld, _name: string) {
  await this.check(ensureState, { status: statusOf(this), state: 'current' })
})

Then('the practice is told that the upload waits', async function (this: AssayWorld) {
  await this.check(ensureState, { status: statusOf(this), state: 'waiting' })
})

Then('it is saved', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

const ensurePermission = check('the patient’s wish is known nationally', async ({ outside }, { nhsNumber, via, permission }: { nhsNumber: string; via: Via; permission: string }) => {
  const held = await permissionHeld(outside, via, nhsNumber)
  return held !== permission && finding('another permission', { expected: permission, seen: held })
})

Then("nobody may see {word}'s summary nationally", async function (this: AssayWorld, name: string) {
  await this.check(ensurePermission, { nhsNumber: this.named(name).nhsNumber, via: viaOf(this), permission: 'No' })
})

Then("whoever wants to see {word}'s summary nationally has to ask her/him", async function (this: AssayWorld, name: string) {
  await this.check(ensurePermission, { nhsNumber: this.named(name).nhsNumber, via: viaOf(this), permission: 'Ask' })
})

Then('a summary of {word} can be uploaded again', async function (this: AssayWorld, name: string) {
  await bringUpToDate(this, name)
  await this.check(ensureSummaryCount, { nhsNumber: this.patient.nhsNumber, via: viaOf(this), count: 1 })
})

Then('no summary of {word} is uploaded from here', async function (this: AssayWorld, name: string) {
  await bringUpToDate(this, name)
  await this.check(ensureNotCalled, { ...UPLOADS[viaOf(this)], subject: this.patient.nhsNumber })
})

Then('the Summary Care Record was called in the name of the {persona}', async function (this: AssayWorld, persona: string) {
  await this.check(ensureCalledInOwnName, { service: 'scr', subject: this.patient.nhsNumber, userIds: [this.staff(persona).id] })
})

const ensureShown = check('the summary is shown', (_sight, { view: seen, text }: { view: SummaryView | undefined; text: string }) =>
  !seen?.text.includes(text) && finding('not shown', { expected: text, seen: seen?.text ?? 'no summary' }),
)

const viewed = (world: AssayWorld): SummaryView | undefined => (world.answer?.ok ? (world.answer.value as SummaryView) : undefined)

Then('the {persona} sees {string} in it', async function (this: AssayWorld, _persona: string, text: string) {
  await this.check(ensureShown, { view: viewed(this), text })
})

const ensureOriginShown = check('it is shown who made the summary, and where', (_sight, { view: seen }: { view: SummaryView | undefined }) => [
  seen?.author !== 'Dr Sam Elsewhere' && finding('another author', { expected: 'Dr Sam Elsewhere', seen: seen?.author ?? 'nobody' }),
  seen?.practice !== 'Ashdown Medical Centre' && finding('another practice', { expected: 'Ashdown Medical Centre', seen: seen?.practice ?? 'nowhere' }),
])

Then('the {persona} sees who made it and where', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureOriginShown, { view: viewed(this) })
})

const ensureNoneFound = check('it is said that there is no summary', (_sight, { view: seen }: { view: SummaryView | undefined }) =>
  (!seen || seen.found) && finding('told otherwise', { expected: 'no summary', seen: seen ? 'a summary' : 'a refusal' }),
)

Then('the {persona} sees that there is none', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureNoneFound, { view: viewed(this) })
})

Then('the user is asked whether the patient has given permission', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['needs-confirmation'], mentions: /permission|consent|ask/i })
})

Then('the user is asked for the reason', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'needs-confirmation'], mentions: /why|reason/i })
})

Then('the user is told that the patient does not allow it', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'not-permitted', 'national-refused'], mentions: /not (allow|permit|consent)|dissent|opted/i })
})

Then('the user is told that the Summary Care Record is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /summary care record/i })
})

Then('the user is told that the wish is kept and was not sent', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /(?=.*(kept|saved))/is })
})

Then('nobody alerts the Privacy Officer', async function (this: AssayWorld) {
  await this.check(ensureNoPrivacyAlert, { nhsNumber: this.patient.nhsNumber })
})

const alertOf = (world: AssayWorld, persona: string, alert: { type: string; reason: string }) => ({
  nhsNumber: world.patient.nhsNumber,
  userId: world.staff(persona).id,
  practice: world.practice,
  ...alert,
})

Then('the Privacy Officer is told once that the {persona} looked without permission, {ground}', async function (this: AssayWorld, persona: string, ground: keyof typeof ALERTS.access.reasons) {
  await this.check(ensurePrivacyAlert, alertOf(this, persona, { type: ALERTS.access.type, reason: ALERTS.access.reasons[ground] }))
})

Then('the Privacy Officer is told once that the {persona} claimed a relationship, {ground}', async function (this: AssayWorld, persona: string, ground: keyof typeof ALERTS.access.reasons) {
  await this.check(ensurePrivacyAlert, alertOf(this, persona, { type: ALERTS.claim.type, reason: ALERTS.claim.reasons[ground] }))
})

Then('the Privacy Officer is told once that the {persona} claimed a relationship, with permission', async function (this: AssayWorld, persona: string) {
  await this.check(ensurePrivacyAlert, alertOf(this, persona, { type: ALERTS.claim.type, reason: ALERTS.claim.reasons.permission }))
})

Then("the audit trail says that {word}'s summary was uploaded", async function (this: AssayWorld, name: string) {
  this.named(name)
  const patientId = this.patient.view.id
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId }), fact: { success: true, patientId, actions: ['E'] } })
})

Then("the audit trail says that the {persona} saw {word}'s summary", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const patientId = this.patient.view.id
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId }), fact: { success: true, userId: this.staff(persona).id, patientId, actions: ['R'] } })
})

Then("the audit trail says that the {persona} wrote down {word}'s wish", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const patientId = this.patient.view.id
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId }), fact: { success: true, userId: this.staff(persona).id, patientId, actions: ['U', 'C', 'E'] } })
})
