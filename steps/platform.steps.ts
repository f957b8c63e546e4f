import { Given, Then, When } from '@cucumber/cucumber'
import type { Fault } from '../mocks/kit/faults.ts'
import { ensureProofOfIdentityIsNew } from './checks/ensure-proof-of-identity-is-new.ts'
import { ensureRecoveredOnce } from './checks/ensure-recovered-once.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureRenewedInTime } from './checks/ensure-renewed-in-time.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import type { AssayWorld } from './world.ts'

/** The platform takes the token back at the moment it is used. */
const withdrawn = (world: AssayWorld, fault: Pick<Fault, 'operation' | 'times'>) => world.inject({ service: 'pds', subject: world.patient.nhsNumber, kind: 'expired-token', ...fault })

Given("the platform withdraws the {persona}'s leave when {word}'s details are next read", async function (this: AssayWorld, _persona: string, name: string) {
  this.named(name)
  await withdrawn(this, { operation: 'getPatient' })
})

Given("the platform withdraws the {persona}'s leave when {word}'s details are next changed", async function (this: AssayWorld, _persona: string, name: string) {
  this.named(name)
  await withdrawn(this, { operation: 'updatePatient' })
})

Given("the platform withdraws the {persona}'s leave whenever {word}'s details are changed", async function (this: AssayWorld, _persona: string, name: string) {
  this.named(name)
  await withdrawn(this, { operation: 'updatePatient', times: 'always' })
})

Given('the API platform {trouble} when it is asked for leave', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'oauth2', operation: 'token', times: 'always', ...TROUBLES[trouble] })
})

Given('the API platform does not know the system any more when it is asked for leave', async function (this: AssayWorld) {
  await this.inject({ service: 'oauth2', operation: 'token', times: 'always', kind: 'error', name: 'application-not-approved' })
})

When('the API platform is well again', async function (this: AssayWorld) {
  const unused = await this.clearFaults()
  if (unused.length) this.report('the API platform was in trouble when it was needed', [{ what: 'the candidate did not call it', expected: 'a request for a token', seen: 'none' }])
})

Then("each of the {int} proofs of the system's identity was used once", async function (this: AssayWorld, atLeast: number) {
  await this.check(ensureProofOfIdentityIsNew, { atLeast })
})

Then('leave had been renewed before it ran out', async function (this: AssayWorld) {
  await this.check(ensureRenewedInTime, { service: 'pds', subject: this.patient.nhsNumber })
})

Then('the system read once more with new leave', async function (this: AssayWorld) {
  await this.check(ensureRecoveredOnce, { service: 'pds', operation: 'getPatient', subject: this.patient.nhsNumber })
})

Then('the system saved once more with new leave', async function (this: AssayWorld) {
  await this.check(ensureRecoveredOnce, { service: 'pds', operation: 'updatePatient', subject: this.patient.nhsNumber })
})

Then('the user is told to sign in again', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['national-refused', 'not-signed-in'], mentions: /sign(ed)? (in|out)|smartcard/i })
})

Then('the user is told that national services cannot be reached in their name', async function (this: AssayWorld) {
  await this.check(ensureRefused, {
    answer: this.answer,
    reasons: ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable'],
    mentions: /(?=.*(NHS|national|PDS|Spine))(?=.*(again|later|could not|cannot|not available|did not|failed|busy))/is,
  })
})
