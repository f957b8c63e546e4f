import { Then, When } from '@cucumber/cucumber'
import { ensureCalledInOwnName } from './checks/ensure-called-in-own-name.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureToldRole } from './checks/ensure-told-role.ts'
import type { AssayWorld } from './world.ts'

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
  await this.check(ensureNotCalled, { service: 'pds' })
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
