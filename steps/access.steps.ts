import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { Allergy, PatientView } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureCalledInOwnName } from './checks/ensure-called-in-own-name.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureToldRole } from './checks/ensure-told-role.ts'
import { must, type AssayWorld } from './world.ts'

/** Somebody who sees everything, to look afterwards how it stands. */
const CLINICIAN = 'second GP'
const PHARMACY = 'FZ901'
/** SNOMED CT: penicillin. */
const PENICILLIN: Allergy = { code: '764146007', term: 'Penicillin' }

When('they look {word} up nationally', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  this.answer = await this.candidate.demographics.findNationally(this.user, { nhsNumber })
})

When('they save a new mobile number for {word}', async function (this: AssayWorld, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.changeContact(this.user, this.patient.view, { mobile: this.make.mobileNumber() })
})

Then('the user is told that their role does not allow it', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-permitted'], mentions: /role|permi|allow|not let you/i })
})

Then('nothing is sent to the Personal Demographics Service', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'pds', subject: this.person!.nhsNumber })
})

Then('the Personal Demographics Service is told that they act as a {post}', async function (this: AssayWorld, job: string) {
  const role = this.user.worker.roles.find(({ code, organisation }) => code.endsWith(job) && organisation === this.practice)
  await this.check(ensureToldRole, { service: 'pds', subject: this.person!.nhsNumber, roleId: role!.id })
})

Then('the Personal Demographics Service was called in the name of the {persona}', async function (this: AssayWorld, persona: string) {
  await this.check(ensureCalledInOwnName, { service: 'pds', subject: this.patient.nhsNumber, userIds: [this.staff(persona).id] })
})

Then('the Personal Demographics Service was called in the name of the {persona}, then of the {persona}', async function (this: AssayWorld, first: string, second: string) {
  await this.check(ensureCalledInOwnName, { service: 'pds', subject: this.patient.nhsNumber, userIds: [this.staff(first).id, this.staff(second).id] })
})

When('the {persona} registers {word}', async function (this: AssayWorld, persona: string, name: string) {
  this.answer = await this.candidate.demographics.register(await this.actAs(persona), this.named(name).nhsNumber)
})

When("the {persona} takes {word} off the practice's list", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.deduct(await this.actAs(persona), this.patient.view.id)
})

When('the {persona} nominates a pharmacy for {word}', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.nominatePharmacy(await this.actAs(persona), this.patient.view, PHARMACY)
})

Given('the {persona} has recorded that {word} is allergic to penicillin', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  must(await this.candidate.demographics.recordAllergy(await this.actAs(persona), this.patient.view.id, PENICILLIN), 'record an allergy')
})

When('the {persona} records that {word} is allergic to penicillin', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.recordAllergy(await this.actAs(persona), this.patient.view.id, PENICILLIN)
})

When("the {persona} asks for {word}'s allergies", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.allergies(await this.actAs(persona), this.patient.view.id)
})

Then("{word} is still on the practice's list", async function (this: AssayWorld, name: string) {
  this.named(name)
  const patient = must(await this.candidate.demographics.read(await this.actAs(CLINICIAN), this.patient.view.id), 'show the record')
  await this.check(ensureActive, { patient })
})

Then('penicillin is among them', async function (this: AssayWorld) {
  await this.check(ensureAllergies, { answer: this.answer as Answer<Allergy[]>, codes: [PENICILLIN.code] })
})

Then('{word} has no allergies on her/his/their record', async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureAllergies, { answer: await this.candidate.demographics.allergies(await this.actAs(CLINICIAN), this.patient.view.id), codes: [] })
})

const ensureActive = check('the patient is still registered', (_sight, { patient }: { patient: PatientView }) => !patient.active && finding('taken off the list', { expected: 'active', seen: 'not active' }))

const ensureAllergies = check('the record has these allergies', (_sight, { answer, codes }: { answer: Answer<Allergy[]>; codes: readonly string[] }) => {
  if (!answer.ok) return finding('they were not shown', { expected: codes, seen: `${answer.reason}: ${answer.message}` })
  const seen = answer.value.map(({ code }) => code)
  return seen.join() !== codes.join() && finding('other allergies', { expected: codes, seen })
})
