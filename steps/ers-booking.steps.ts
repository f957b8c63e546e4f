import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { OfferedSlot, ReferralPriority, ReferralView } from '../candidate/port/referrals.ts'
import { check, finding } from './checks/check.ts'
import { ensureAtErs } from './checks/ensure-at-ers.ts'
import { ensureReferralShown } from './checks/ensure-referral-shown.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { NOT_CONFIRMED } from './support/ers-answers.ts'
import { SERVICES, type ErsTrouble, type KnownService } from './support/referral-words.ts'
import './support/referral-words.ts'
import { draftFor, refer, see, seenOf, ubrnAtErs } from './support/referrals.ts'
import { must, type AssayWorld } from './world.ts'

const BOOK = { service: 'ers', operation: 'a016-book-or-defer-appointment' }
const DAY_MS = 86_400_000

interface OwnClinic extends KnownService {
  slots: { id: string; start: string; end: string }[]
}
const clinicOf = (world: AssayWorld) => world.notes.get('clinic') as OwnClinic

async function putClinic(world: AssayWorld, days: readonly number[]): Promise<void> {
  const { specialty, clinicType } = SERVICES['the heart clinic']!
  const id = `6${world.make.nhsNumber()}`
  await world.hub.outside.ers.putService({ id, name: 'Heart clinic of this patient', specialty, clinicTypes: [clinicType], bookable: 'DIRECTLY_BOOKABLE' })
  const nine = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + 9 * 3_600_000)
  const slots = await world.hub.outside.ers.putSlots({ serviceId: id, slots: days.map((day) => ({ start: new Date(nine.getTime() + day * DAY_MS).toISOString() })) })
  world.notes.set('clinic', { id, specialty, clinicType, slots } satisfies OwnClinic)
}

Given('the clinic for this patient has times on two days', async function (this: AssayWorld) {
  await putClinic(this, [10, 12, 14])
})

Given('the clinic for this patient has no times', async function (this: AssayWorld) {
  await putClinic(this, [])
})

Given('the {persona} has referred {word} {urgency} to that clinic', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority) {
  this.named(name)
  await refer(this, persona, draftFor(this, priority, [clinicOf(this)]))
  must(this.answer as Answer<ReferralView>, `refer ${name}`)
})

Given('the {persona} has looked at its times', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  this.notes.set('times', must(await this.candidate.referrals.freeSlots(session, seenOf(this).id, clinicOf(this).id), 'show the times'))
})

Given('the second of its times has since been taken', async function (this: AssayWorld) {
  await this.hub.outside.ers.takeSlot({ slotId: clinicOf(this).slots[1]!.id })
})

Given("the hospital's own system does not answer", async function (this: AssayWorld) {
  await this.hub.outside.ers.setPas({ serviceId: clinicOf(this).id, behaviour: 'silent' })
})

Given('e-RS books for {word} and then {ersTrouble}', async function (this: AssayWorld, name: string, trouble: ErsTrouble) {
  await this.inject({ ...BOOK, subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

When('the {persona} books the second of its times', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  const { id, slots } = clinicOf(this)
  const times = (this.notes.get('times') as OfferedSlot[] | undefined) ?? must(await this.candidate.referrals.freeSlots(session, seenOf(this).id, id), 'show the times')
  // The one the patient said yes to, wherever it stands on the screen.
  const wanted = times.find(({ start }) => Date.parse(start) === Date.parse(slots[1]!.start))
  await act(this, await this.candidate.referrals.book(session, seenOf(this), { serviceId: id, slotId: wanted?.id ?? 'not offered' }))
})

When('the {persona} leaves the booking to the clinic', async function (this: AssayWorld, persona: string) {
  await act(this, await this.candidate.referrals.defer(await this.actAs(persona), seenOf(this), { serviceId: clinicOf(this).id }))
})

When('the {persona} sends the referral into triage', async function (this: AssayWorld, persona: string) {
  await act(this, await this.candidate.referrals.defer(await this.actAs(persona), seenOf(this), { serviceId: SERVICES['the heart assessment service']!.id, triage: true }))
})

async function act(world: AssayWorld, answer: Answer<ReferralView>): Promise<void> {
  if (answer.ok) see(world, answer.value)
  world.answer = answer
}

Then("the patient has that time in e-RS, and in the practice's record", async function (this: AssayWorld) {
  const { id, slots } = clinicOf(this)
  const { start } = slots[1]!
  await this.check(ensureAtErs, { nhsNumber: this.patient.nhsNumber, expected: { state: 'BOOKED', appointmentAt: start } })
  const shown = this.answer?.ok ? (this.answer.value as ReferralView) : undefined
  await this.check(ensureReferralShown, { seen: shown, expected: { state: 'BOOKED', appointment: { status: 'booked', serviceId: id, start } } })
})

Then('the patient has no appointment in e-RS', async function (this: AssayWorld) {
  await this.check(ensureNotBooked, { ubrn: await ubrnAtErs(this) })
})

const ensureNotBooked = check('nothing was booked', async ({ outside }, { ubrn }: { ubrn: string }) => {
  const { appointment } = await outside.ers.readReferral({ ubrn })
  return appointment !== undefined && finding('there is an appointment', { expected: 'none', seen: `${appointment.status} ${appointment.start ?? ''}` })
})

Then('the referral stands with the clinic, which has to book', async function (this: AssayWorld) {
  await this.check(ensureAtErs, { nhsNumber: this.patient.nhsNumber, expected: { state: 'DEFERRED_TO_PROVIDER' } })
  await this.check(ensureReferralShown, { seen: this.answer?.ok ? (this.answer.value as ReferralView) : undefined, expected: { state: 'DEFERRED_TO_PROVIDER' } })
})

Then('the referral waits for triage', async function (this: AssayWorld) {
  await this.check(ensureAtErs, { nhsNumber: this.patient.nhsNumber, expected: { state: 'AWAITING_TRIAGE' } })
  await this.check(ensureReferralShown, { seen: this.answer?.ok ? (this.answer.value as ReferralView) : undefined, expected: { state: 'AWAITING_TRIAGE' } })
})

Then('the user is told that the time has been taken', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'changed-meanwhile', 'national-refused'], mentions: /taken|free|available/i })
})

Then('the user is told that nothing was booked, or that nobody knows', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /hospital|e-?RS|book|system/i })
})
