import { Given, Then, When } from '@cucumber/cucumber'
import type { PatientView } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNationalRecord } from './checks/ensure-national-record.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureRetriedAsAsked } from './checks/ensure-retried-as-asked.ts'
import { must, type AssayWorld } from './world.ts'

/** Where another organisation says a patient lives. */
const ELSEWHERE = { line: ['88 Station Road', 'York'], postcode: 'YO1 7HH' }

Given("the {persona} has opened {word}'s details", async function (this: AssayWorld, persona: string, name: string) {
  const person = this.named(name)
  person.view = must(await this.candidate.demographics.openForEditing(await this.actAs(persona), this.patient.view.id), `open ${name}'s details`)
})

Given('another organisation has since changed her/his/their address nationally', async function (this: AssayWorld) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.patient.nhsNumber, address: ELSEWHERE })
})

Given('PDS takes longer than it allows itself for the next update', async function (this: AssayWorld) {
  await this.inject({ service: 'pds', operation: 'updatePatient', subject: this.patient.nhsNumber, kind: 'error', name: 'SERVICE_UNAVAILABLE', headers: { 'retry-after': '1' }, processed: true })
})

When('the {persona} saves a new mobile number', async function (this: AssayWorld, persona: string) {
  const mobile = this.make.mobileNumber()
  this.notes.set('mobile', mobile)
  this.answer = await this.candidate.demographics.changeContact(await this.actAs(persona), this.patient.view, { mobile })
})

Then('the change is saved', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Then('the national record has the new mobile number', async function (this: AssayWorld) {
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { mobile: String(this.notes.get('mobile')) } })
})

Then("the practice's record has the new mobile number", async function (this: AssayWorld) {
  const record = await this.candidate.demographics.read(this.user, this.patient.view.id)
  await this.check(ensureShown, { seen: must(record, 'show the record'), expected: { mobile: String(this.notes.get('mobile')) } })
})

Then('the user is told that the record has changed meanwhile', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['changed-meanwhile'], mentions: /chang|updat|newer/i })
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

const ensureShown = check("the practice's record shows it", (_sight, { seen, expected }: { seen: PatientView; expected: Partial<PatientView> }) =>
  Object.entries(expected).map(([name, value]) => {
    const found = seen[name as keyof PatientView]
    return JSON.stringify(found) !== JSON.stringify(value) && finding(`another ${name}`, { expected: value, seen: found ?? 'nothing' })
  }),
)

const ensureKept = check('what the user typed is not lost', (_sight, { kept, expected }: { kept: unknown[]; expected: string }) =>
  !kept.includes(expected) && finding('the change is gone', { expected, seen: kept.length ? kept : 'no unsent change' }),
)

const ensureChangedOnce = check('the national record was changed once', async ({ outside }, { nhsNumber, mobile }: { nhsNumber: string; mobile: string }) => {
  const record = await outside.pds.readPatient({ nhsNumber })
  const times = record?.patient.telecom?.filter((each) => each.value === mobile).length ?? 0
  return times !== 1 && finding('the number is there more or less than once', { expected: 'once', seen: `${times} times` })
})
