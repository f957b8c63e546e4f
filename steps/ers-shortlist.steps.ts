import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { ReferralPriority, ReferralView, ServiceOffer } from '../candidate/port/referrals.ts'
import { check, finding } from './checks/check.ts'
import { ensureAtErs } from './checks/ensure-at-ers.ts'
import { ensureReferralShown } from './checks/ensure-referral-shown.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { NOT_CONFIRMED } from './support/ers-answers.ts'
import { SERVICES, type ErsTrouble, type KnownService } from './support/referral-words.ts'
import './support/referral-words.ts'
import { draftFor, openAgain, refer, see, seenOf, sendConfirming, ubrnAtErs, wantedOf, write } from './support/referrals.ts'
import { must, type AssayWorld } from './world.ts'

const SKIN = SERVICES['the skin clinic']!

/** Services that only this scenario knows, found like the skin clinic. */
async function putServices(world: AssayWorld, count: number, more: object = {}): Promise<KnownService[]> {
  const base = world.make.nhsNumber()
  const services = Array.from({ length: count }, (_, at): KnownService => ({ ...SKIN, id: `8${base}${String(at).padStart(2, '0')}` }))
  // From the last to the first, so that the order of the directory is none that anybody chose.
  for (const { id } of services.toReversed()) await world.hub.outside.ers.putService({ id, name: `Skin service ${id.slice(-2)}`, specialty: SKIN.specialty, clinicTypes: [SKIN.clinicType], distance: Number(id.slice(-2)) % 7, ...more })
  world.notes.set('services', services)
  return services
}

When('the {persona} looks for services for {word} {urgency} such as {service}', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority, { specialty, clinicType }: KnownService) {
  const session = await this.actAs(persona)
  this.named(name)
  this.answer = await this.candidate.referrals.searchServices(session, { patientId: this.patient.view.id, for: 'referral', priority, specialty, clinicType })
})

const found = (world: AssayWorld): string[] => must(world.answer as Answer<ServiceOffer[]>, 'look for services').map(({ id }) => id)

Then('{service} is among the services found, and {service} is not', async function (this: AssayWorld, there: KnownService, absent: KnownService) {
  await this.check(ensureFound, { found: found(this), there: [there.id], absent: [absent.id] })
})

Then('no service is found', async function (this: AssayWorld) {
  await this.check(ensureNoneFound, { found: found(this) })
})

Then('the service for children is not among the services found', async function (this: AssayWorld) {
  const [forChildren] = this.notes.get('services') as KnownService[]
  await this.check(ensureFound, { found: found(this), there: [SKIN.id], absent: [forChildren!.id] })
})

const ensureFound = check('the services that fit are found, and no others', (_sight, { found: ids, there, absent }: { found: string[]; there: string[]; absent: string[] }) => [
  ...there.filter((id) => !ids.includes(id)).map((id) => finding('a service that fits is not found', { expected: id, seen: ids })),
  ...absent.filter((id) => ids.includes(id)).map((id) => finding('a service that does not fit is found', { expected: `without ${id}`, seen: ids })),
])

const ensureNoneFound = check('nothing is offered in place of what was asked for', (_sight, { found: ids }: { found: string[] }) => ids.length > 0 && finding('services are found', { expected: 'none', seen: ids }))

Given('a skin service treats nobody but children', async function (this: AssayWorld) {
  await putServices(this, 1, { ages: { low: 0, high: 15 } })
})

Given('e-RS knows that {word} is an adult, and {word} a child', async function (this: AssayWorld, adult: string, child: string) {
  const year = new Date().getUTCFullYear()
  await this.hub.outside.ers.putPatient({ nhsNumber: this.named(child).nhsNumber, birthDate: `${year - 8}-03-04` })
  await this.hub.outside.ers.putPatient({ nhsNumber: this.named(adult).nhsNumber, birthDate: `${year - 50}-03-04` })
})

Given('there are {int} skin services', async function (this: AssayWorld, count: number) {
  await putServices(this, count)
})

When('the {persona} refers {word} {urgency} to all of them', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority) {
  this.named(name)
  await refer(this, persona, draftFor(this, priority, this.notes.get('services') as KnownService[]))
})

Given('the {persona} has written a referral of {word} {urgency} to that service', async function (this: AssayWorld, persona: string, name: string, priority: ReferralPriority) {
  this.named(name)
  must(await write(this, persona, draftFor(this, priority, [this.notes.get('service') as KnownService])), `write a referral of ${name}`)
})

When('the {persona} sends the referral and confirms that the triage service is meant', async function (this: AssayWorld, persona: string) {
  await this.actAs(persona)
  await sendConfirming(this)
})

When('the {persona} changes the shortlist to {service}', async function (this: AssayWorld, persona: string, service: KnownService) {
  await change(this, persona, [service])
})

When('the {persona} changes the shortlist to {service}, then {service}', async function (this: AssayWorld, persona: string, first: KnownService, second: KnownService) {
  await change(this, persona, [first, second])
})

async function change(world: AssayWorld, persona: string, services: readonly KnownService[]): Promise<void> {
  const session = await world.actAs(persona)
  const serviceIds = services.map(({ id }) => id)
  world.notes.set('wanted', { ...wantedOf(world), serviceIds })
  const answer = await world.candidate.referrals.changeShortlist(session, seenOf(world), serviceIds)
  if (answer.ok) see(world, answer.value)
  world.answer = answer
}

Given('the shortlist has since been changed in e-RS to {service}', async function (this: AssayWorld, { id }: KnownService) {
  await this.hub.outside.ers.changeShortlistOnTheWeb({ ubrn: await ubrnAtErs(this), services: [id] })
})

Given("e-RS {ersTrouble} when {word}'s shortlist is next changed", async function (this: AssayWorld, trouble: ErsTrouble, name: string) {
  await this.inject({ service: 'ers', operation: 'a031-change-shortlist', subject: this.named(name).nhsNumber, ...trouble })
})

Given('somebody else is working on the referral in e-RS', async function (this: AssayWorld) {
  await this.hub.outside.ers.lock({ ubrn: await ubrnAtErs(this) })
})

Then('the shortlist is shown in the same order', async function (this: AssayWorld) {
  const shown = this.answer?.ok ? (this.answer.value as ReferralView) : undefined
  await this.check(ensureReferralShown, { seen: shown, expected: { serviceIds: wantedOf(this).serviceIds } })
})

Then('e-RS keeps {service} on the shortlist', async function (this: AssayWorld, { id }: KnownService) {
  await this.check(ensureAtErs, { nhsNumber: this.patient.nhsNumber, expected: { services: [id] } })
})

Then('the practice shows {service} on the shortlist', async function (this: AssayWorld, { id }: KnownService) {
  await this.check(ensureReferralShown, { seen: await openAgain(this), expected: { serviceIds: [id] } })
})

Then('the user is told that the shortlist is too long', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid', 'national-refused'], mentions: /20|twenty|too many|most/i })
})

Then('the user is asked to confirm, because a triage service on its own may delay the patient', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['needs-confirmation'], mentions: /triage|assessment/i })
})

Then('the user is told that it has changed in e-RS meanwhile', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['changed-meanwhile'], mentions: /chang/i })
})

Then('the user is told that somebody else is working on it', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: [...NOT_CONFIRMED, 'changed-meanwhile'], mentions: /lock|somebody|someone|another user|working|in use/i })
})

Then('the user is told that the shortlist was not changed, or that nobody knows', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: [...NOT_CONFIRMED, 'changed-meanwhile'], mentions: /e-?RS|e-Referral|chang/i })
})
