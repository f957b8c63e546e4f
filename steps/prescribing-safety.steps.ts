import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { Allergy } from '../candidate/port/demographics.ts'
import type { Acknowledgement, MedicationOrder } from '../candidate/port/prescribing.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureMessage } from './checks/ensure-message.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureWarned } from './checks/ensure-warned.ts'
import { readTrail } from './support/audit-trail.ts'
import { wordsOf } from './support/eps-message.ts'
import { draft, medicationOf, shown, sign } from './support/medication.ts'
import { orderOf, type MedicineName } from './support/medicines.ts'
import { must, type AssayWorld } from './world.ts'

const DAY_SECONDS = 24 * 60 * 60

async function prescribe(world: AssayWorld, persona: string, medicine: MedicineName, name: string, more: Partial<MedicationOrder> = {}, acknowledgements: Acknowledgement[] = []): Promise<void> {
  world.named(name)
  world.notes.set('medicine', medicine)
  await draft(world, await world.actAs(persona), orderOf(medicine, more), acknowledgements)
}

/** What the last refusal warned of, each answered with the reason. */
const answered = (world: AssayWorld, reason: string): Acknowledgement[] => (world.refusal?.warnings ?? []).map((warning) => ({ warning, reason }))

When('the {persona} prescribes {medicine} for {word} for {int} days', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string, days: number) {
  await prescribe(this, persona, medicine, name, { days, quantity: days * 2 })
})

When('the {persona} prescribes {medicine} for {word} to be taken {string}', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string, dose: string) {
  await prescribe(this, persona, medicine, name, { dosage: [dose] })
})

When('the {persona} prescribes {medicine} for {word} without a dose', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string) {
  await prescribe(this, persona, medicine, name, { dosage: [] })
})

When('the {persona} prescribes {float} of {medicine} for {word}', async function (this: AssayWorld, persona: string, quantity: number, medicine: MedicineName, name: string) {
  await prescribe(this, persona, medicine, name, { quantity })
})

When('the {persona} prescribes {medicine} for {word} for repeat dispensing', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string) {
  await prescribe(this, persona, medicine, name, { course: 'repeat-dispensing', days: 28, repeats: 5 })
})

When('the {persona} prescribes something for {word} that is not in the dictionary of medicines', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  // SNOMED CT: the substance amoxicillin. Real, and no product anybody could dispense.
  await draft(this, await this.actAs(persona), orderOf('amoxicillin', { code: '372687004', term: 'Amoxicillin' }))
})

/** Repeats what was refused, with a reason for each warning: drafting, or signing if nothing is left to draft. */
async function goOn(world: AssayWorld, persona: string, reason: string): Promise<void> {
  world.notes.set('reason', reason)
  const acknowledgements = answered(world, reason)
  const session = await world.actAs(persona)
  if (world.notes.get('warned while') === 'signing') {
    await sign(world, session, undefined, acknowledgements)
    return
  }
  await draft(world, session, world.notes.get('ordered') as MedicationOrder, acknowledgements)
}

When('the {persona} goes on, because {string}', async function (this: AssayWorld, persona: string, reason: string) {
  await goOn(this, persona, reason)
})

When('the {persona} goes on without giving a reason', async function (this: AssayWorld, persona: string) {
  await goOn(this, persona, '')
})

When('the {persona} goes on with a reason for the {warning} only', async function (this: AssayWorld, persona: string, warning: string) {
  await draft(this, await this.actAs(persona), this.notes.get('ordered') as MedicationOrder, [{ warning, reason: 'Discussed with the patient' }])
})

Given('the {persona} has drafted {medicine} for {word}, passing over the warning because {string}', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string, reason: string) {
  await prescribe(this, persona, medicine, name)
  await goOn(this, persona, reason)
  must(this.answer as Answer<unknown>, `draft ${medicine}`)
})

Given('{int} days have passed', async function (this: AssayWorld, days: number) {
  // Less than the session's idle time at once would take long: the user signs in again instead.
  await this.passTime(days * DAY_SECONDS)
  this.sessions.clear()
  this.session = undefined
})

Given('{word} is found to be allergic to {allergen} meanwhile', async function (this: AssayWorld, name: string, allergy: Allergy) {
  this.named(name)
  must(await this.candidate.demographics.recordAllergy(await this.behindTheScenes('second GP'), this.patient.view.id, allergy), 'record an allergy')
  this.notes.set('warned while', 'signing')
})

Given('the warnings are met at signing', function (this: AssayWorld) {
  this.notes.set('warned while', 'signing')
})

Then('the prescriber is warned of {warning}, with {string}', async function (this: AssayWorld, warning: string, words: string) {
  await this.check(ensureWarned, { answer: this.answer, warning, mentions: [new RegExp(words, 'i')] })
})

Then('the prescriber is warned of {warning}', async function (this: AssayWorld, warning: string) {
  await this.check(ensureWarned, { answer: this.answer, warning, mentions: [] })
})

Then('no warning is shown', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Then('it is written down, with the reason', async function (this: AssayWorld) {
  const [item] = (await shown(this)).slice(-1)
  await this.check(ensureReasonKept, { reasons: (item?.acknowledged ?? []).map(({ reason }) => reason), given: String(this.notes.get('reason')) })
})

Then('the audit trail keeps that the {persona} passed over a warning about {word}, because {string}', async function (this: AssayWorld, persona: string, name: string, reason: string) {
  const { view } = this.named(name)
  const lines = await readTrail(this, { patientId: view!.id })
  await this.check(ensureOverrideAudited, { lines: lines.map(({ userId, reason: why }) => ({ ...(userId && { userId }), ...(why && { reason: why }) })), userId: this.staff(persona).id, reason })
})

Then('the user is told that it is not a dose', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid'], mentions: /dose|how much|directed/i })
})

Then('the user is asked for the dose', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /dose|dosage|how much/i })
})

Then('the user is told that the quantity cannot be so', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /quantity|number|decimal/i })
})

Then('the user is told that it may not be dispensed in batches', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid'], mentions: /repeat dispensing|batch|schedule/i })
})

Then('the user is told to choose a product', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /medicine|product|dictionary|dm\+d|list/i })
})

Then('the prescription has the quantity {string} in words and {int} in figures', async function (this: AssayWorld, words: string, figures: number) {
  await this.check(ensureMessage, {
    nhsNumber: this.patient.nhsNumber,
    facts: {
      'quantity in words': { read: (item) => (wordsOf(item) ?? '').toLowerCase().replaceAll(/[\s-]+/g, ' ').replace(/ and /g, ' ').replace(/ (tablet|capsule|patch).*$/, '').trim(), expected: words },
      'quantity in figures': { read: (item) => item.dispenseRequest?.quantity?.value, expected: figures },
    },
  })
})

Then('the prescription has no quantity in words', async function (this: AssayWorld) {
  await this.check(ensureMessage, { nhsNumber: this.patient.nhsNumber, facts: { 'quantity in words': { read: (item) => wordsOf(item) ?? null, expected: null } } })
})

Then('the prescription is dated, and names product, form and strength', async function (this: AssayWorld) {
  const [order] = medicationOf(this).orders
  await this.check(ensureMessage, {
    nhsNumber: this.patient.nhsNumber,
    facts: {
      date: { read: (item) => item.authoredOn?.slice(0, 10), expected: today() },
      product: { read: (item) => item.medicationCodeableConcept?.coding?.[0], expected: { system: 'http://snomed.info/sct', code: order!.code, display: order!.term } },
    },
  })
})

Then('it is shown to be valid for {int} days', async function (this: AssayWorld, days: number) {
  const validUntil = (await shown(this)).map((item) => item.validUntil)
  await this.check(ensureValidUntil, { validUntil, earliest: today(days), latest: today(days) })
})

Then('it is shown to be valid for six months', async function (this: AssayWorld) {
  const validUntil = (await shown(this)).map((item) => item.validUntil)
  await this.check(ensureValidUntil, { validUntil, earliest: today(180), latest: today(184) })
})

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' })

/** Today's date in England, or that of so many days later. */
function today(after = 0): string {
  const noon = Date.parse(`${london.format(Date.now())}T12:00:00Z`)
  return new Date(noon + after * DAY_SECONDS * 1000).toISOString().slice(0, 10)
}

const ensureReasonKept = check('the reason is kept with the item', (_sight, { reasons, given }: { reasons: readonly string[]; given: string }) =>
  !(reasons.length > 0 && reasons.every((reason) => reason === given)) && finding('another reason', { expected: given, seen: reasons.join(', ') || 'none' }),
)

const ensureOverrideAudited = check(
  'who passed over the warning, and why, is in the audit trail',
  (_sight, { lines, userId, reason }: { lines: readonly { userId?: string; reason?: string }[]; userId: string; reason: string }) =>
    !lines.some((line) => line.userId === userId && line.reason === reason) && finding('no line says so', { expected: { userId, reason }, seen: lines.filter((line) => line.reason !== undefined) }),
)

const ensureValidUntil = check('it is valid as long as the law has it', (_sight, { validUntil, earliest, latest }: { validUntil: readonly (string | undefined)[]; earliest: string; latest: string }) => [
  validUntil.length === 0 && finding('no item is shown', { expected: 'one' }),
  ...validUntil.map((date) => !(date !== undefined && date >= earliest && date <= latest) && finding('valid until another day', { expected: earliest === latest ? earliest : `${earliest} to ${latest}`, seen: date ?? 'none' })),
])

