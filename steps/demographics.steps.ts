import { Given, Then, When } from '@cucumber/cucumber'
import type { ContactChange, PatientView } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNationalRecord } from './checks/ensure-national-record.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureRetriedAsAsked } from './checks/ensure-retried-as-asked.ts'
import { ensureSentTogether } from './checks/ensure-sent-together.ts'
import { ensureSeen } from './checks/ensure-seen.ts'
import { ELSEWHERE, shown } from './support/details.ts'
import { markedNationalRecord, markNationalRecord } from './support/national-record.ts'
import { must, type AssayWorld } from './world.ts'

/** Where the practice's staff are told that a patient has moved to. */
const MOVED = { lines: ['7 Beech Avenue', 'Harrogate'], postcode: 'HG1 4RT' }
const MOVED_ON = { lines: ['31 Canal Walk', 'Leeds'], postcode: 'LS10 1EY' }

async function save(world: AssayWorld, persona: string, change: ContactChange, view = world.patient.view): Promise<void> {
  world.notes.set('typed', change)
  world.answer = await world.candidate.demographics.changeContact(await world.actAs(persona), view, change)
}

Given("the {persona} has opened {word}'s details", async function (this: AssayWorld, persona: string, name: string) {
  const person = this.named(name)
  person.view = must(await this.candidate.demographics.openForEditing(await this.actAs(persona), this.patient.view.id), `open ${name}'s details`)
  await markNationalRecord(this)
})

Given('another organisation has since changed her/his/their address nationally', async function (this: AssayWorld) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.patient.nhsNumber, address: ELSEWHERE })
})

Given("the {persona} has opened {word}'s details, too", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const view = must(await this.candidate.demographics.openForEditing(await this.actAs(persona), this.patient.view.id), `open ${name}'s details`)
  this.notes.set(`details before the ${persona}`, view)
})

Given("the {persona} has changed {word}'s address", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const session = await this.actAs(persona)
  const view = must(await this.candidate.demographics.openForEditing(session, this.patient.view.id), `open ${name}'s details`)
  must(await this.candidate.demographics.changeContact(session, view, { address: MOVED }), `change ${name}'s address`)
})

Given("the {persona} has taken {word} off the practice's list", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  must(await this.candidate.demographics.deduct(await this.actAs(persona), this.patient.view.id), `take ${name} off the list`)
})

Given('PDS takes longer than it allows itself for the next update', async function (this: AssayWorld) {
  await this.inject({ service: 'pds', operation: 'updatePatient', subject: this.patient.nhsNumber, kind: 'error', name: 'SERVICE_UNAVAILABLE', headers: { 'retry-after': '1' }, processed: true })
})

When('the {persona} saves a new mobile number', async function (this: AssayWorld, persona: string) {
  const mobile = this.make.mobileNumber()
  this.notes.set('mobile', mobile)
  await save(this, persona, { mobile })
})

When('the {persona} saves another address', async function (this: AssayWorld, persona: string) {
  await save(this, persona, { address: MOVED }, this.notes.get(`details before the ${persona}`) as PatientView)
})

When('the {persona} saves a third address over the details they see', async function (this: AssayWorld, persona: string) {
  await save(this, persona, { address: MOVED_ON })
})

When('the {persona} saves a new address, mobile number and email address together', async function (this: AssayWorld, persona: string) {
  await save(this, persona, { address: MOVED, mobile: this.make.mobileNumber(), email: `${this.make.word('joan.')}@example.com` })
})

When('the {persona} removes the home number', async function (this: AssayWorld, persona: string) {
  await save(this, persona, { homePhone: null })
})

When('the {persona} saves the details as they are', async function (this: AssayWorld, persona: string) {
  await save(this, persona, {})
})

When("a change of {word}'s details comes without saying which version it is based on", async function (this: AssayWorld, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.changeContactBlindly(this.user, this.patient.view, { mobile: this.make.mobileNumber() })
})

When('the {persona} sends the same change again', async function (this: AssayWorld, persona: string) {
  await save(this, persona, this.notes.get('typed') as ContactChange)
})

When('the {persona} opens the details again and sends what was kept', async function (this: AssayWorld, persona: string) {
  const { demographics } = this.candidate
  const session = await this.actAs(persona)
  const view = must(await demographics.openForEditing(session, this.patient.view.id), 'open the details again')
  const [kept] = must(await demographics.unsentChanges(session, view.id), 'show unsent changes')
  await save(this, persona, kept?.change ?? {}, view)
})

Then('the change is saved', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Then('the national record has the new mobile number', async function (this: AssayWorld) {
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { mobile: String(this.notes.get('mobile')) } })
})

Then("the practice's record has the new mobile number", async function (this: AssayWorld) {
  await this.check(ensureSeen, { seen: await shown(this), expected: { mobile: String(this.notes.get('mobile')) } })
})

Then('the user is told that the record has changed meanwhile', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['changed-meanwhile'], mentions: /chang|updat|newer/i })
})

Then('it is refused for want of the version', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['version-missing', 'invalid'], mentions: /version|seen|based/i })
})

Then('the user is told that she/he/they has/have left the practice', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'not-permitted'], mentions: /left|no longer|inactive|deducted/i })
})

Then('the user is told that the record is sensitive', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'not-permitted'], mentions: /sensitive|restricted/i })
})

Then('the national record has the address that the {persona} saved', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { addressLines: MOVED.lines, postcode: MOVED.postcode } })
})

Then('they went to PDS in one request', async function (this: AssayWorld) {
  await this.check(ensureSentTogether, { nhsNumber: this.patient.nhsNumber, lists: ['address', 'telecom'] })
})

Then('the national record has all of them', async function (this: AssayWorld) {
  const { mobile, email, address } = this.notes.get('typed') as Required<ContactChange>
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { mobile: mobile!, email: email!, addressLines: address.lines, postcode: address.postcode } })
})

Then('the national record has her/his/their other numbers, and no home number', async function (this: AssayWorld) {
  const { mobile } = this.patient.national
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { telephones: { mobile, work: '0113 496 0712' } } })
})

Then('PDS was not asked to change anything', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'pds', operation: 'updatePatient', subject: this.person!.nhsNumber })
})

Then('the national record differs in the mobile number and in nothing else', async function (this: AssayWorld) {
  const record = await this.hub.outside.pds.readPatient({ nhsNumber: this.patient.nhsNumber })
  await this.check(ensureNothingElseDiffers, { before: markedNationalRecord(this).patient, after: record?.patient })
})

Then('PDS has noted that the {persona} made the change', async function (this: AssayWorld, persona: string) {
  const { id, roles } = this.staff(persona)
  await this.check(ensureAuthor, { nhsNumber: this.patient.nhsNumber, userId: id, roleId: roles[0]!.id })
})

Then("the national record keeps the other organisation's address", async function (this: AssayWorld) {
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { addressLines: ELSEWHERE.line, postcode: ELSEWHERE.postcode } })
})

Then('the new mobile number is kept for the user to send again', async function (this: AssayWorld) {
  const unsent = must(await this.candidate.demographics.unsentChanges(this.user, this.patient.view.id), 'show unsent changes')
  await this.check(ensureKept, { kept: unsent.map((each) => each.change.mobile), expected: String(this.notes.get('mobile')) })
})

Then('the same request is sent again after the time PDS asked for', async function (this: AssayWorld) {
  await this.check(ensureRetriedAsAsked, { service: 'pds', operation: 'updatePatient', subject: this.patient.nhsNumber })
})

Then('the mobile number is changed once', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { mobile: String(this.notes.get('mobile')) } })
  await this.check(ensureChangedOnce, { nhsNumber: this.patient.nhsNumber, mobile: String(this.notes.get('mobile')) })
})

const ensureKept = check('what the user typed is not lost', (_sight, { kept, expected }: { kept: unknown[]; expected: string }) =>
  !kept.includes(expected) && finding('the change is gone', { expected, seen: kept.length ? kept : 'no unsent change' }),
)

/** A record without its version and without the value of the mobile number. */
function withoutMobile(patient: object | undefined): string {
  const { meta: _meta, telecom = [], ...rest } = (patient ?? {}) as { meta?: object; telecom?: { use?: string; value?: string }[] }
  return JSON.stringify({ ...rest, telecom: telecom.map(({ value, ...item }) => (item.use === 'mobile' ? item : { ...item, value })) })
}

const ensureNothingElseDiffers = check('nothing else of the national record was changed', (_sight, { before, after }: { before: object; after: object | undefined }) => {
  const [expected, seen] = [withoutMobile(before), withoutMobile(after)]
  return expected !== seen && finding('other details differ, too', { expected, seen })
})

const ensureAuthor = check('the change is in the name and role of whoever made it', async ({ outside }, { nhsNumber, userId, roleId }: { nhsNumber: string; userId: string; roleId: string }) => {
  const { by } = (await outside.pds.changes({ nhsNumber })).at(-1)!
  return [
    by.userId !== userId && finding('made by somebody else', { expected: userId, seen: by.userId ?? by.kind }),
    by.roleId !== roleId && finding('made in another role', { expected: roleId, seen: by.roleId ?? 'none' }),
  ]
})

const ensureChangedOnce = check('the national record was changed once', async ({ outside }, { nhsNumber, mobile }: { nhsNumber: string; mobile: string }) => {
  const record = await outside.pds.readPatient({ nhsNumber })
  const times = record?.patient.telecom?.filter((each) => each.value === mobile).length ?? 0
  return times !== 1 && finding('the number is there more or less than once', { expected: 'once', seen: `${times} times` })
})
