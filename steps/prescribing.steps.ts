import { Given, Then, When } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import type { Allergy } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureMedicationState } from './checks/ensure-medication-state.ts'
import { ensureNothingAtEps } from './checks/ensure-nothing-at-eps.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { draft, medicationOf, shown, sign } from './support/medication.ts'
import { HARMLESS, orderOf, type MedicineName } from './support/medicines.ts'
import './support/medicines.ts'
import { must, type AssayWorld } from './world.ts'

Given('{word} has a recorded allergy to {allergen}', async function (this: AssayWorld, name: string, allergy: Allergy) {
  this.named(name)
  must(await this.candidate.demographics.recordAllergy(await this.behindTheScenes('second GP'), this.patient.view.id, allergy), 'record an allergy')
})

Given('the {persona} has drafted {medicine} for {word}', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string) {
  this.named(name)
  must(await draft(this, await this.actAs(persona), orderOf(medicine)), `draft ${medicine}`)
})

Given('the {persona} has drafted {int} medicines for {word}', async function (this: AssayWorld, persona: string, count: number, name: string) {
  this.named(name)
  for (const medicine of HARMLESS.slice(0, count)) must(await draft(this, await this.actAs(persona), orderOf(medicine)), `draft ${medicine}`)
})

Given('the {persona} has signed and sent {medicine} for {word}', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string) {
  this.named(name)
  const session = await this.actAs(persona)
  must(await draft(this, session, orderOf(medicine)), `draft ${medicine}`)
  must(await sign(this, session), `sign and send ${medicine}`)
})

Given('the {persona} has signed and sent {medicine} for {word}, in confidence', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string) {
  this.named(name)
  const session = await this.actAs(persona)
  must(await draft(this, session, orderOf(medicine, { confidential: true })), `draft ${medicine}`)
  must(await sign(this, session), `sign and send ${medicine}`)
})

Given('the {persona} has drafted {float} tablets of {medicine} for {word}', async function (this: AssayWorld, persona: string, quantity: number, medicine: MedicineName, name: string) {
  this.named(name)
  must(await draft(this, await this.actAs(persona), orderOf(medicine, { quantity })), `draft ${medicine}`)
})

Given('the {persona} has signed it/them', async function (this: AssayWorld, persona: string) {
  must(await sign(this, await this.actAs(persona)), 'sign and send it')
})

async function changeQuantity(world: AssayWorld, persona: string, quantity: number): Promise<void> {
  const { items, orders } = medicationOf(world)
  const [seen, order] = [items.at(-1)!, orders.at(-1)!]
  world.answer = await world.candidate.prescribing.change(await world.actAs(persona), world.patient.view.id, seen, { ...order, quantity })
}

Given('the {persona} has meanwhile changed the quantity to {int}', async function (this: AssayWorld, persona: string, quantity: number) {
  const acting = this.session
  await changeQuantity(this, persona, quantity)
  must(this.answer!, 'change the quantity')
  this.session = acting
})

When('the {persona} changes the quantity to {int}', async function (this: AssayWorld, persona: string, quantity: number) {
  await changeQuantity(this, persona, quantity)
})

When('the {persona} prescribes {medicine} for {word}', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string) {
  this.named(name)
  await draft(this, await this.actAs(persona), orderOf(medicine))
})

When('the {persona} signs it/them', async function (this: AssayWorld, persona: string) {
  await sign(this, await this.actAs(persona))
})

Then('nothing is written down for {word}', async function (this: AssayWorld, name: string) {
  this.named(name)
  const list = must(await this.candidate.prescribing.list(await this.behindTheScenes('second GP'), this.patient.view.id), 'show the medication')
  await this.check(ensureMedicationState, { shown: list, expected: [] })
})

Then(/^(?:it is|they are) still to be signed$/, async function (this: AssayWorld) {
  await this.check(ensureMedicationState, { shown: await shown(this), expected: medicationOf(this).items.map(() => 'draft' as const) })
})

Then('EPS has no prescription for {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNothingAtEps, { nhsNumber: this.named(name).nhsNumber })
})

Then('the quantity is shown as {float}', async function (this: AssayWorld, quantity: number) {
  await this.check(ensureQuantity, { quantities: (await shown(this)).map((item) => item.quantity), expected: quantity })
})

Then("it is on the {persona}'s list of what is to be signed", async function (this: AssayWorld, persona: string) {
  const list = must(await this.candidate.prescribing.toSign(await this.actAs(persona)), 'show what is to be signed')
  await this.check(ensureListed, { listed: list.map(({ id }) => id), expected: medicationOf(this).items.map(({ id }) => id) })
})

/** What each sentence about a refusal asks of the words that the user sees. */
const TOLD: Record<string, { reasons: readonly RefusalReason[]; mentions: RegExp }> = {
  'that the prescription has changed meanwhile': { reasons: ['changed-meanwhile'], mentions: /chang|updat|newer|meanwhile/i },
  'that it is signed already': { reasons: ['already-done', 'rule'], mentions: /signed/i },
  'that it is signed already, or has changed': { reasons: ['already-done', 'changed-meanwhile', 'rule'], mentions: /signed|chang/i },
  'that only the prescriber can send it': { reasons: ['not-permitted', 'rule'], mentions: /signed|prescriber|only/i },
  'to sign in with the smartcard': { reasons: ['not-permitted', 'rule'], mentions: /smartcard|security key|sign in/i },
  'that they are for different patients': { reasons: ['rule', 'invalid'], mentions: /patient/i },
  'that the pharmacy has closed': { reasons: ['rule'], mentions: /closed|pharmacy/i },
}

for (const [words, asked] of Object.entries(TOLD)) {
  Then(`the user is told ${words}`, async function (this: AssayWorld) {
    await this.check(ensureRefused, { answer: this.answer, ...asked })
  })
}

const ensureQuantity = check('the quantity is as it should be', (_sight, { quantities, expected }: { quantities: readonly (number | undefined)[]; expected: number }) =>
  quantities.join() !== String(expected) && finding('another quantity', { expected, seen: quantities.join(', ') || 'none' }),
)

const ensureListed = check('it is on the list', (_sight, { listed, expected }: { listed: readonly string[]; expected: readonly string[] }) =>
  expected.filter((id) => !listed.includes(id)).map((id) => finding('an item is missing', { expected: id, seen: listed.join(', ') || 'an empty list' })),
)
