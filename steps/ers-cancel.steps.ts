import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { ReferralView } from '../candidate/port/referrals.ts'
import { check, finding } from './checks/check.ts'
import { ensureAtErs } from './checks/ensure-at-ers.ts'
import { ensureReferralShown } from './checks/ensure-referral-shown.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { NOT_CONFIRMED } from './support/ers-answers.ts'
import type { ErsTrouble } from './support/referral-words.ts'
import './support/referral-words.ts'
import { openAgain, see, seenOf, ubrnAtErs } from './support/referrals.ts'
import { must, type AssayWorld } from './world.ts'

const CANCEL = { service: 'ers', operation: 'a036-cancel-referral' }
const MISTAKE = 'RAISED_IN_ERROR'
/** Needs a comment. */
const SOMETHING_ELSE = 'PATIENT_REQUEST_CANCELLATION_OTHER'
/** A provider's reason, which no referrer may give. */
const PROVIDERS_ONLY = 'TRIAGE_ENDED'

async function cancel(world: AssayWorld, persona: string, code?: string): Promise<void> {
  const answer = await world.candidate.referrals.cancel(await world.actAs(persona), seenOf(world), code === undefined ? {} : { code })
  if (answer.ok) see(world, answer.value)
  world.answer = answer
}

When('the {persona} cancels the referral, because it was made by mistake', async function (this: AssayWorld, persona: string) {
  await cancel(this, persona, MISTAKE)
})

When('the {persona} cancels the referral without a reason', async function (this: AssayWorld, persona: string) {
  await cancel(this, persona)
})

When('the {persona} cancels the referral, because of something else that they do not explain', async function (this: AssayWorld, persona: string) {
  await cancel(this, persona, SOMETHING_ELSE)
})

When('the {persona} asks which reasons there are', async function (this: AssayWorld, persona: string) {
  this.answer = await this.candidate.referrals.cancellationReasons(await this.actAs(persona), seenOf(this).id)
})

Given("e-RS {ersTrouble} when {word}'s referral is next cancelled", async function (this: AssayWorld, trouble: ErsTrouble, name: string) {
  await this.inject({ ...CANCEL, subject: this.named(name).nhsNumber, ...trouble })
})

Given("e-RS cancels {word}'s referral and then {ersTrouble}", async function (this: AssayWorld, name: string, trouble: ErsTrouble) {
  await this.inject({ ...CANCEL, subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

Then('e-RS has cancelled the referral for that reason', async function (this: AssayWorld) {
  await this.check(ensureAtErs, { nhsNumber: this.patient.nhsNumber, expected: { state: 'CANCELLED_REFERRAL', stateReason: MISTAKE } })
})

Then('the referral is shown as cancelled, for that reason', async function (this: AssayWorld) {
  await this.check(ensureReferralShown, { seen: this.answer?.ok ? (this.answer.value as ReferralView) : undefined, expected: { status: 'cancelled', cancelledBecause: MISTAKE } })
  await this.check(ensureReferralShown, { seen: await openAgain(this), expected: { status: 'cancelled', cancelledBecause: MISTAKE } })
})

Then('e-RS keeps the referral open', async function (this: AssayWorld) {
  await this.check(ensureOpenAtErs, { ubrn: await ubrnAtErs(this) })
})

const ensureOpenAtErs = check('the referral is open in e-RS', async ({ outside }, { ubrn }: { ubrn: string }) => {
  const { state } = await outside.ers.readReferral({ ubrn })
  return state.code === 'CANCELLED_REFERRAL' && finding('it is cancelled', { expected: 'open', seen: state.code })
})

Then('the practice shows the referral as open', async function (this: AssayWorld) {
  await this.check(ensureReferralShown, { seen: await openAgain(this), expected: { status: 'active' } })
})

Then('they are those that a referring clinician may give', async function (this: AssayWorld) {
  await this.check(ensureReasons, { codes: must(this.answer as Answer<string[]>, 'offer reasons') })
})

const ensureReasons = check('the reasons are those of a referrer', (_sight, { codes }: { codes: string[] }) => [
  ...[MISTAKE, SOMETHING_ELSE].filter((code) => !codes.includes(code)).map((code) => finding('a reason is not offered', { expected: code, seen: codes })),
  codes.includes(PROVIDERS_ONLY) && finding("a provider's reason is offered", { expected: `without ${PROVIDERS_ONLY}`, seen: codes }),
])

Then('the user is told to give a reason', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /why|reason/i })
})

Then('the user is told to explain the reason', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule', 'national-refused'], mentions: /comment|explain|why/i })
})

Then('the user is told that the referral was not cancelled, or that nobody knows', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /e-?RS|e-Referral|referral service/i })
})
