import { Given, Then, When } from '@cucumber/cucumber'
import type { Session } from '../candidate/port/identity.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { must, type AssayWorld } from './world.ts'

When('{int} minute(s) pass(es)', async function (this: AssayWorld, minutes: number) {
  await this.passTime(minutes * 60)
})

When("the {persona} opens {word}'s details", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.openForEditing(await this.actAs(persona), this.patient.view.id)
})

Then('the details are shown', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Given("somebody has copied what the {persona}'s browser knows", async function (this: AssayWorld, persona: string) {
  this.notes.set('copy', this.candidate.identity.copyCredentials(await this.actAs(persona)))
})

When('the {persona} signs out', async function (this: AssayWorld, persona: string) {
  must(await this.candidate.identity.signOut(await this.actAs(persona)), 'sign out')
})

When("whoever has the copy opens {word}'s details", async function (this: AssayWorld, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.openForEditing(this.notes.get('copy') as Session, this.patient.view.id)
})

Then('the user is told to sign in', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-signed-in'], mentions: /sign(ed)? (in|out)|smartcard/i })
})
