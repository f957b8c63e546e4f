import { Given, Then } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import type { ContactChange } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureChangedNationally } from './checks/ensure-changed-nationally.ts'
import { ensureNotHammered } from './checks/ensure-not-hammered.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureSeen } from './checks/ensure-seen.ts'
import { markedNationalRecord } from './support/national-record.ts'
import type { PdsTrouble } from './support/pds-trouble.ts'
import './support/pds-trouble.ts'
import { must, type AssayWorld } from './world.ts'

const UPDATE = { service: 'pds', operation: 'updatePatient' }
const READ = { service: 'pds', operation: 'getPatient' }

/** Reasons that say: the national service did not do it, or nobody knows whether it did. */
const NOT_CONFIRMED: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable', 'changed-meanwhile', 'not-found']

Given("PDS {pdsTrouble} when {word}'s details are next changed", async function (this: AssayWorld, trouble: PdsTrouble, name: string) {
  await this.inject({ ...UPDATE, subject: this.named(name).nhsNumber, ...trouble })
})

Given("PDS {pdsTrouble} whenever {word}'s details are changed", async function (this: AssayWorld, trouble: PdsTrouble, name: string) {
  await this.inject({ ...UPDATE, subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given("PDS makes the next change of {word}'s details and then {pdsTrouble}", async function (this: AssayWorld, name: string, trouble: PdsTrouble) {
  await this.inject({ ...UPDATE, subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

Given("PDS {pdsTrouble} when {word}'s details are next read", async function (this: AssayWorld, trouble: PdsTrouble, name: string) {
  await this.inject({ ...READ, subject: this.named(name).nhsNumber, ...trouble })
})

Given("PDS {pdsTrouble} whenever {word}'s details are read", async function (this: AssayWorld, trouble: PdsTrouble, name: string) {
  await this.inject({ ...READ, subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Then('the user is told that PDS did not confirm the change', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /PDS|Personal Demographics|national|Spine|changed/i })
})

Then('the user is told that PDS did not make the change', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['national-refused', 'rule', 'invalid'], mentions: /PDS|Personal Demographics|national|Spine/i })
})

Then('the national record is as it was', async function (this: AssayWorld) {
  await this.check(ensureChangedNationally, { nhsNumber: this.patient.nhsNumber, since: markedNationalRecord(this).version, times: 0 })
})

Then('the national record was changed once', async function (this: AssayWorld) {
  await this.check(ensureChangedNationally, { nhsNumber: this.patient.nhsNumber, since: markedNationalRecord(this).version, times: 1 })
})

Then('what was typed is kept for the user to send again', async function (this: AssayWorld) {
  const unsent = must(await this.candidate.demographics.unsentChanges(this.user, this.patient.view.id), 'show unsent changes')
  await this.check(ensureAllKept, { kept: unsent.map(({ change }) => change), typed: this.notes.get('typed') as ContactChange })
})

Then('nothing is kept any more', async function (this: AssayWorld) {
  const unsent = must(await this.candidate.demographics.unsentChanges(this.user, this.patient.view.id), 'show unsent changes')
  await this.check(ensureNothingKept, { kept: unsent.map(({ change }) => change) })
})

Then('the change is saved, or kept for the user to send again', async function (this: AssayWorld) {
  const unsent = must(await this.candidate.demographics.unsentChanges(this.user, this.patient.view.id), 'show unsent changes')
  const typed = this.notes.get('typed') as ContactChange
  if (this.answer?.ok) await this.check(ensureChangedNationally, { nhsNumber: this.patient.nhsNumber, since: markedNationalRecord(this).version, times: 1 })
  else await this.check(ensureAllKept, { kept: unsent.map(({ change }) => change), typed })
})

Then("the practice's record has the new mobile number once the details are opened", async function (this: AssayWorld) {
  const seen = must(await this.candidate.demographics.openForEditing(this.user, this.patient.view.id), 'open the details')
  await this.check(ensureSeen, { seen, expected: { mobile: String(this.notes.get('mobile')) } })
})

Then('PDS is left in peace about the change', async function (this: AssayWorld) {
  await this.check(ensureNotHammered, { ...UPDATE, subject: this.patient.nhsNumber })
})

Then('PDS is left in peace about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotHammered, { ...READ, subject: this.named(name).nhsNumber })
})

const ensureAllKept = check('all that the user typed is kept', (_sight, { kept, typed }: { kept: ContactChange[]; typed: ContactChange }) => {
  const all: Record<string, unknown> = Object.assign({}, ...kept)
  return Object.entries(typed).map(
    ([name, value]) => JSON.stringify(all[name]) !== JSON.stringify(value) && finding(`the ${name} is lost`, { expected: value, seen: all[name] ?? 'nothing' }),
  )
})

const ensureNothingKept = check('what has been sent is no longer kept', (_sight, { kept }: { kept: ContactChange[] }) =>
  kept.map((change) => finding('a change is still kept as unsent', { expected: 'nothing', seen: change })),
)
