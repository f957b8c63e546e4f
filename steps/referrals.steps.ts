import { Given, Then, When } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import type { AuditLine } from '../candidate/port/audit.ts'
import type { ReferralPriority, ReferralView } from '../candidate/port/referrals.ts'
import { check, finding } from './checks/check.ts'
import { ensureAtErs, ensureReferralsAtErs } from './checks/ensure-at-ers.ts'
import { ensureAudited, linesSaying } from './checks/ensure-audited.ts'
import { ensureCalledInOwnName } from './checks/ensure-called-in-own-name.ts'
import { ensureFlagged } from './checks/ensure-flagged.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureReferralShown } from './checks/ensure-referral-shown.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { trailSinceMark } from './support/audit-trail.ts'
import type { KnownService } from './support/referral-words.ts'
import './support/referral-words.ts'
import { draftFor, refer, see, seenOf, send, sendConfirming, TO_SPECIALIST, wantedOf, write } from './support/referrals.ts'
import { must, type AssayWorld } from './world.ts'

Given('the {persona} has referred {word} {urgency} to {service}', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority, service: KnownService) {
  this.named(name)
  must(await write(this, persona, draftFor(this, priority, [service])), `write a referral of ${name}`)
  must(await sendConfirming(this), `refer ${name}`)
})

Given('the {persona} has written a referral of {word} {urgency} to {service}', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority, service: KnownService) {
  this.named(name)
  must(await write(this, persona, draftFor(this, priority, [service])), `write a referral of ${name}`)
})

When('the {persona} refers {word} {urgency} to {service}', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority, service: KnownService) {
  this.named(name)
  await refer(this, persona, draftFor(this, priority, [service]))
})

When('the {persona} refers {word} {urgency} to {service}, or else to {service}', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority, first: KnownService, second: KnownService) {
  this.named(name)
  await refer(this, persona, draftFor(this, priority, [first, second]))
})

When('the {persona} refers {word} {urgency} to {service} for the {persona}', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority, service: KnownService, clinician: string) {
  this.named(name)
  const wanted = { ...draftFor(this, priority, [service]), clinicianId: this.staff(clinician).id }
  this.notes.set('wanted', wanted)
  await refer(this, persona, wanted)
})

When(/^the GP writes a referral of (\S+) without (a type|a reason|saying how urgent it is|a specialty)$/, async function (this: AssayWorld, name: string, what: keyof typeof LEFT_OUT) {
  this.named(name)
  const wanted = draftFor(this, 'ROUTINE', [{ id: '11021', specialty: 'DERMATOLOGY', clinicType: 'SKIN_LESION' }])
  await refer(this, 'GP', { ...wanted, [LEFT_OUT[what]]: undefined })
})

const LEFT_OUT = { 'a type': 'type', 'a reason': 'reason', 'saying how urgent it is': 'priority', 'a specialty': 'specialty' } as const

When('the {persona} sends the/that referral( again)', async function (this: AssayWorld, persona: string) {
  await this.actAs(persona)
  await send(this)
})

When('the {persona} opens the referral and sends it again', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  see(this, must(await this.candidate.referrals.read(session, seenOf(this).id), 'show the referral'))
  await send(this)
})

When("the {persona} sends {word}'s referral with {word}'s record on the screen", async function (this: AssayWorld, persona: string, _owner: string, other: string) {
  await this.actAs(persona)
  const referred = this.person!
  const shown = this.named(other).view!.id
  this.person = referred
  await send(this, { onScreen: shown })
})

When('the {persona} notes down that {word} was referred by letter to {string}', async function (this: AssayWorld, persona: string, name: string, organisation: string) {
  this.named(name)
  const wanted = { patientId: this.patient.view.id, type: TO_SPECIALIST, reason: this.make.word('symptom '), priority: 'ROUTINE' as const, byHand: { organisation, professional: 'Mr J. Tenby' }, serviceIds: [] }
  this.notes.set('wanted', wanted)
  await write(this, persona, wanted)
})

Then('e-RS has the referral of {word} by the {persona} as it was written', async function (this: AssayWorld, name: string, persona: string) {
  await ensureAsWritten(this, name, { clinicianId: this.staff(persona).id, userId: this.staff(persona).id })
})

Then('e-RS has the referral of {word} by the {persona} for the {persona}', async function (this: AssayWorld, name: string, author: string, clinician: string) {
  await ensureAsWritten(this, name, { clinicianId: this.staff(clinician).id, userId: this.staff(author).id })
})

async function ensureAsWritten(world: AssayWorld, name: string, who: { clinicianId: string; userId: string }): Promise<void> {
  const { nhsNumber } = world.named(name)
  const { priority, specialty, clinicType, serviceIds } = wantedOf(world)
  await world.check(ensureAtErs, {
    nhsNumber,
    expected: { ...who, services: serviceIds, ...(priority !== undefined && { priority }), ...(specialty !== undefined && { specialty }), ...(clinicType !== undefined && { clinicType }) },
  })
}

Then('e-RS has {int} referral(s) of {word}', async function (this: AssayWorld, count: number, name: string) {
  await this.check(ensureReferralsAtErs, { nhsNumber: this.named(name).nhsNumber, count })
})

Then('nothing is sent to e-RS about {word}', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureNotCalled, { service: 'ers', subject: nhsNumber })
  await this.check(ensureReferralsAtErs, { nhsNumber, count: 0 })
})

Then("the booking reference is shown, and kept in {word}'s record", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  const [referral] = await this.hub.outside.ers.listReferrals({ nhsNumber })
  const expected = { ubrn: referral?.ubrn ?? 'none', status: 'active' }
  const shown = this.answer?.ok ? (this.answer.value as ReferralView) : undefined
  await this.check(ensureReferralShown, { seen: shown, expected })
  const kept = must(await this.candidate.referrals.ofPatient(this.user, this.patient.view.id), "show the patient's referrals")
  await this.check(ensureReferralShown, { seen: kept.find(({ id }) => id === shown?.id), expected })
})

Then(/^(\S+)'s record tells who referred (?:her|him|them), when, to whom, why, and of what kind$/, async function (this: AssayWorld, name: string) {
  this.named(name)
  const { type, reason, priority, serviceIds } = wantedOf(this)
  const [kept] = must(await this.candidate.referrals.ofPatient(this.user, this.patient.view.id), "show the patient's referrals")
  await this.check(ensureReferralShown, {
    seen: kept,
    expected: { clinicianId: this.user.worker.id, authorId: this.user.worker.id, serviceIds, ...(type !== undefined && { type }), ...(reason !== undefined && { reason }), ...(priority !== undefined && { priority }) },
  })
  await this.check(ensureDatedToday, { seen: kept })
})

const ensureDatedToday = check('the referral has a date', (_sight, { seen }: { seen: ReferralView | undefined }) => {
  const at = Date.parse(seen?.writtenAt ?? '')
  return !(Math.abs(at - Date.now()) < 10 * 60_000) && finding('no date, or another', { expected: 'now', seen: seen?.writtenAt ?? 'none' })
})

Then('it is flagged as urgent suspected cancer', async function (this: AssayWorld) {
  const [kept] = must(await this.candidate.referrals.ofPatient(this.user, this.patient.view.id), "show the patient's referrals")
  await this.check(ensureFlagged, { flag: kept?.flag })
})

Then("{word}'s record tells that she/he/they was/were referred by letter to {string}", async function (this: AssayWorld, name: string, organisation: string) {
  this.named(name)
  const [kept] = must(await this.candidate.referrals.ofPatient(this.user, this.patient.view.id), "show the patient's referrals")
  await this.check(ensureReferralShown, { seen: kept, expected: { status: 'by-hand', receivers: [organisation, 'Mr J. Tenby'], reason: wantedOf(this).reason ?? '' } })
})

Then('e-RS was called in the name of the {persona}', async function (this: AssayWorld, persona: string) {
  await this.check(ensureCalledInOwnName, { service: 'ers', subject: this.patient.nhsNumber, userIds: [this.staff(persona).id] })
})

const refused = (words: string, reasons: readonly RefusalReason[], mentions: RegExp) =>
  Then(words, async function (this: AssayWorld) {
    await this.check(ensureRefused, { answer: this.answer, reasons, mentions })
  })

refused('the user is told what is missing from the referral', ['invalid', 'rule'], /type|why|reason|urgent|specialty|clinician/i)
refused('the user is told that somebody has to be named who refers here', ['invalid', 'rule', 'national-refused'], /clinician|refer/i)
refused("the user is told that it is another patient's", ['rule', 'invalid', 'not-found', 'not-permitted'], /patient/i)
refused('the user is told that it has been sent already', ['already-done', 'rule'], /already|been sent/i)

Then('the audit trail says that the {persona} sent the referral', async function (this: AssayWorld, persona: string) {
  const lines = await trailSinceMark(this)
  await this.check(ensureAudited, { lines, fact: { success: true, userId: this.staff(persona).id, patientId: this.patient.view.id, actions: ['C', 'U', 'E'] } })
})

Then('the audit trail says that the {persona} sent the referral, on the authority of the {persona}', async function (this: AssayWorld, persona: string, clinician: string) {
  const lines = await trailSinceMark(this)
  const fact = { success: true, userId: this.staff(persona).id, patientId: this.patient.view.id, actions: ['C', 'U', 'E'] as const }
  await this.check(ensureAudited, { lines, fact })
  await this.check(ensureAuthorityNamed, { lines: linesSaying(lines, fact), clinicianId: this.staff(clinician).id })
})

/** Source: IG requirements for GP systems V4, audit: authority. */
const ensureAuthorityNamed = check('every line names on whose authority it was done', (_sight, { lines, clinicianId }: { lines: readonly AuditLine[]; clinicianId: string }) =>
  lines.map(({ event, onAuthorityOf }) => onAuthorityOf !== clinicianId && finding(`"${event}" names somebody else, or nobody`, { expected: clinicianId, seen: onAuthorityOf ?? 'nobody' })),
)

Then('the audit trail says that the {persona} did not get to refer {word}', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const lines = await trailSinceMark(this)
  await this.check(ensureAudited, { lines, fact: { success: false, userId: this.staff(persona).id } })
})
