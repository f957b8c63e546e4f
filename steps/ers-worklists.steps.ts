import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { WorklistLine, WorklistName } from '../candidate/port/referrals.ts'
import { check, finding } from './checks/check.ts'
import { ensureFlagged } from './checks/ensure-flagged.ts'
import { ensureReferralShown } from './checks/ensure-referral-shown.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { NOT_CONFIRMED } from './support/ers-answers.ts'
import type { KnownService } from './support/referral-words.ts'
import './support/referral-words.ts'
import { seenOf, ubrnAtErs } from './support/referrals.ts'
import { must, type AssayWorld } from './world.ts'

const LISTS: Record<string, WorklistName> = {
  'what was rejected': 'REJECTED_TRIAGE_RESPONSE',
  'what was returned': 'ASSESSMENT_RETURNED_CANCELLED_DNA',
  'outstanding letters': 'LETTERS_OUTSTANDING',
  'what is not booked': 'AWAITING_BOOKING',
}

Given('the patient has booked at {service}', async function (this: AssayWorld, { id }: KnownService) {
  await this.hub.outside.ers.bookAsPatient({ ubrn: await ubrnAtErs(this), serviceId: id, start: new Date(Date.now() + 14 * 86_400_000).toISOString() })
})

Given('the hospital has rejected it, because more information is needed', async function (this: AssayWorld) {
  await this.hub.outside.ers.reject({ ubrn: await ubrnAtErs(this), reason: 'FURTHER_INFORMATION_REQUIRED', comments: 'Please send an ECG.' })
})

Given('the patient did not attend', async function (this: AssayWorld) {
  await this.hub.outside.ers.recordNonAttendance({ ubrn: await ubrnAtErs(this) })
})

Given('the hospital has cancelled it', async function (this: AssayWorld) {
  await this.hub.outside.ers.cancelReferral({ ubrn: await ubrnAtErs(this), by: 'provider' })
})

When(new RegExp(`^the (GP|medical secretary|receptionist) reads the worklist of (${Object.keys(LISTS).join('|')})$`), async function (this: AssayWorld, persona: string, list: string) {
  this.answer = await this.candidate.referrals.worklist(await this.actAs(persona), LISTS[list]!)
})

const lines = (world: AssayWorld): WorklistLine[] => must(world.answer as Answer<WorklistLine[]>, 'show the worklist')

Then("{word}'s referral is on it", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureOnWorklist, { lines: lines(this), nhsNumber })
})

Then("{word}'s referral is on it, with the reason", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureOnWorklist, { lines: lines(this), nhsNumber, reason: /information/i })
})

const ensureOnWorklist = check('the worklist shows the referral', async ({ outside }, { lines: shown, nhsNumber, reason }: { lines: WorklistLine[]; nhsNumber: string; reason?: RegExp }) => {
  const [referral] = await outside.ers.listReferrals({ nhsNumber })
  const line = shown.find((each) => each.ubrn === referral?.ubrn)
  if (!line) return finding('it is not there', { expected: referral?.ubrn ?? 'a referral', seen: shown.map(({ ubrn }) => ubrn) })
  return [
    line.nhsNumber !== nhsNumber && finding('under another NHS number', { expected: nhsNumber, seen: line.nhsNumber ?? 'none' }),
    reason !== undefined && !reason.test(line.reason ?? '') && finding('without the reason', { expected: `words like ${reason.source}`, seen: line.reason ?? 'nothing' }),
  ]
})

Then("{word}'s referral is no longer on the worklist of what was rejected", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  const now = must(await this.candidate.referrals.worklist(this.user, 'REJECTED_TRIAGE_RESPONSE'), 'show the worklist')
  await this.check(ensureGone, { lines: now, nhsNumber })
})

const ensureGone = check('the worklist no longer shows the referral', (_sight, { lines: shown, nhsNumber }: { lines: WorklistLine[]; nhsNumber: string }) =>
  shown.filter((line) => line.nhsNumber === nhsNumber).map(({ ubrn }) => finding('it is still there', { expected: 'gone', seen: ubrn })),
)

Then('what the {persona} sees of the referral is that it was rejected, and why', async function (this: AssayWorld, persona: string) {
  const seen = must(await this.candidate.referrals.look(await this.actAs(persona), seenOf(this).id), 'open the referral')
  await this.check(ensureReferralShown, { seen, expected: { state: 'REJECTED', stateComments: 'Please send an ECG.' } })
  await this.check(ensureReasonShown, { reason: seen.stateReason ?? '' })
})

const ensureReasonShown = check('the reason is shown in words', (_sight, { reason }: { reason: string }) => !/information/i.test(reason) && finding('another reason, or none', { expected: 'words about information', seen: reason || 'nothing' }))

Then("{word}'s referral stands above {word}'s, and {word}'s above {word}'s", async function (this: AssayWorld, first: string, second: string, _again: string, third: string) {
  const numbers = [first, second, third].map((name) => this.named(name).nhsNumber)
  await this.check(ensureOrder, { seen: lines(this).flatMap(({ nhsNumber }) => (nhsNumber !== undefined && numbers.includes(nhsNumber) ? [nhsNumber] : [])), expected: numbers })
})

const ensureOrder = check('the most urgent stands at the top', (_sight, { seen, expected }: { seen: string[]; expected: string[] }) => seen.join() !== expected.join() && finding('another order', { expected, seen }))

Then("{word}'s referral is flagged as urgent suspected cancer there", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureFlagged, { flag: lines(this).find((line) => line.nhsNumber === nhsNumber)?.flag })
})

Then('the user is told that the worklist cannot be shown', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /e-?RS|e-Referral|referral service/i })
})
