import { Given, Then, When } from '@cucumber/cucumber'
import type { Course } from '../candidate/port/prescribing.ts'
import { check, finding } from './checks/check.ts'
import { ensureAtEps } from './checks/ensure-at-eps.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureItemsAgree } from './checks/ensure-items-agree.ts'
import { ensureMedicationState } from './checks/ensure-medication-state.ts'
import { ensureMessage } from './checks/ensure-message.ts'
import { ensureNominated } from './checks/ensure-nominated.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensurePrescribedAsOrdered } from './checks/ensure-prescribed-as-ordered.ts'
import { ensurePrescriptionId } from './checks/ensure-prescription-id.ts'
import { ensureNamesPatient, ensureNamesPrescriber } from './checks/ensure-prescription-names.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureSignedBy } from './checks/ensure-signed-by.ts'
import { draft, medicationOf, prescriptionOf, shown, sign } from './support/medication.ts'
import { orderOf, type MedicineName } from './support/medicines.ts'
import { must, type AssayWorld } from './world.ts'

/** Where another organisation says a patient lives, as demographics.steps.ts has it. */
const ELSEWHERE = { line: ['88 Station Road', 'York'], postcode: 'YO1 7HH' }

/** A dose that goes down step by step. */
const STEPS = ['6 tablets in the morning for 5 days', '3 tablets in the morning for 5 days', '1 tablet in the morning for 5 days']

const ordered = (world: AssayWorld) => medicationOf(world).orders

Given('the {persona} has drafted {medicine} for {word}, to be taken in steps', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string) {
  this.named(name)
  must(await draft(this, await this.actAs(persona), orderOf(medicine, { dosage: STEPS })), `draft ${medicine}`)
})

async function draftCourse(world: AssayWorld, persona: string, medicine: MedicineName, name: string, course: Course, repeats?: number): Promise<void> {
  world.named(name)
  must(await draft(world, await world.actAs(persona), orderOf(medicine, { course, days: 28, ...(repeats !== undefined && { repeats }) })), `draft ${medicine}`)
}

Given('the {persona} has drafted {medicine} for {word} as a repeat', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string) {
  await draftCourse(this, persona, medicine, name, 'repeat')
})

Given('the {persona} has drafted {medicine} for {word} for repeat dispensing, {int} more times', async function (this: AssayWorld, persona: string, medicine: MedicineName, name: string, repeats: number) {
  await draftCourse(this, persona, medicine, name, 'repeat-dispensing', repeats)
})

Given('EPS prepares the next prescription for {word} with another quantity', async function (this: AssayWorld, name: string) {
  await this.hub.outside.eps.spoilNextPreparation({ nhsNumber: this.named(name).nhsNumber, flaw: 'other-content' })
})

Given('EPS prepares the next prescription for {word} to be signed with SHA-1', async function (this: AssayWorld, name: string) {
  await this.hub.outside.eps.spoilNextPreparation({ nhsNumber: this.named(name).nhsNumber, flaw: 'sha1' })
})

When('the {persona} signs it twice at the same time', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  const items = medicationOf(this).items.map(({ id }) => id)
  const answers = await Promise.all([sign(this, session, items), sign(this, session, items)])
  this.answer = answers.find(({ ok }) => !ok) ?? answers[1]
})

When('the {persona} signs all of them as one prescription', async function (this: AssayWorld, persona: string) {
  await sign(this, await this.actAs(persona), medicationOf(this).items.map(({ id }) => id))
})

When('the {persona} signs them one after the other', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  for (const { id } of medicationOf(this).items) await sign(this, session, [id])
})

Then('the prescription is sent', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureMedicationState, { shown: await shown(this), expected: medicationOf(this).items.map(() => 'sent' as const) })
})

Then('EPS has one prescription for {word} with what was drafted', async function (this: AssayWorld, name: string) {
  await this.check(ensureAtEps, { nhsNumber: this.named(name).nhsNumber, prescriptions: 1, codes: ordered(this).map(({ code }) => code) })
})

Then('EPS has {int} prescriptions for {word} with what was drafted', async function (this: AssayWorld, count: number, name: string) {
  await this.check(ensureAtEps, { nhsNumber: this.named(name).nhsNumber, prescriptions: count, codes: ordered(this).map(({ code }) => code) })
})

Then('each item reaches EPS as it was written: medicine, dose, quantity and unit', async function (this: AssayWorld) {
  await this.check(ensurePrescribedAsOrdered, { prescriptionId: prescriptionOf(this).prescriptionId, orders: ordered(this) })
})

Then('the prescription names {word} by NHS number, name, date of birth and address', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  await this.check(ensureNamesPatient, { prescriptionId: prescriptionOf(this).prescriptionId, patient: { nhsNumber, ...national } })
})

Then('the prescription has the address where {word} lives now', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  await this.check(ensureNamesPatient, { prescriptionId: prescriptionOf(this).prescriptionId, patient: { nhsNumber, ...national, address: ELSEWHERE } })
})

Then('the prescription names the {persona} by user, role, practice and one professional number', async function (this: AssayWorld, persona: string) {
  const staff = this.staff(persona)
  await this.check(ensureNamesPrescriber, { prescriptionId: prescriptionOf(this).prescriptionId, staff, roleId: staff.roles[0]!.id, practice: this.practice })
})

Then("the prescription is signed with SHA-256 and the {persona}'s own key", async function (this: AssayWorld, persona: string) {
  await this.check(ensureSignedBy, { prescriptionId: prescriptionOf(this).prescriptionId, staff: this.staff(persona) })
})

Then('the prescription id has the published shape, the practice and the right check character', async function (this: AssayWorld) {
  const atEps = await this.hub.outside.eps.listPrescriptions({ nhsNumber: this.patient.nhsNumber })
  await this.check(ensurePrescriptionId, { ids: atEps.map(({ id }) => id), practice: this.practice })
  await this.check(ensureShownAsSent, { shown: (await shown(this)).map(({ prescriptionId }) => prescriptionId), sent: atEps.map(({ id }) => id) })
})

Then('every prescription has an id of its own', async function (this: AssayWorld) {
  await this.check(ensurePrescriptionId, { ids: medicationOf(this).prescriptions.map(({ prescriptionId }) => prescriptionId), practice: this.practice })
})

Then('the items agree in everything that belongs to the prescription, and each has an identifier of its own', async function (this: AssayWorld) {
  await this.check(ensureItemsAgree, { nhsNumber: this.patient.nhsNumber })
})

Then('no prescription has more than four items, and each item is sent or still to be signed', async function (this: AssayWorld) {
  await this.check(ensureFourAtMost, { nhsNumber: this.patient.nhsNumber, shown: (await shown(this)).map(({ code, state }) => ({ code, state })), told: this.answer?.ok ? 'all is sent' : 'not all is sent' })
})

Then('EPS is told of an active order for once', async function (this: AssayWorld) {
  await this.check(ensureMessage, { nhsNumber: this.patient.nhsNumber, facts: courseFacts('order', 'acute') })
})

Then('EPS is told of an active order for one issue of a repeat', async function (this: AssayWorld) {
  await this.check(ensureMessage, { nhsNumber: this.patient.nhsNumber, facts: courseFacts('instance-order', 'continuous') })
})

Then('EPS is told how often it may be dispensed again, for how long it is valid, and how long each supply lasts', async function (this: AssayWorld) {
  const [order] = ordered(this)
  await this.check(ensureMessage, {
    nhsNumber: this.patient.nhsNumber,
    facts: {
      ...courseFacts('original-order', 'continuous-repeat-dispensing'),
      'number of repeats': { read: (item) => item.dispenseRequest?.numberOfRepeatsAllowed, expected: order?.repeats },
      'duration of supply': { read: (item) => item.dispenseRequest?.expectedSupplyDuration?.value, expected: order?.days },
      'validity period': { read: (item) => Boolean(item.dispenseRequest?.validityPeriod?.start && item.dispenseRequest.validityPeriod.end), expected: true },
    },
  })
})

Then('it can be dispensed {int} times', async function (this: AssayWorld, issues: number) {
  await this.check(ensureIssues, { nhsNumber: this.patient.nhsNumber, issues })
})

Then('the steps of the dose are numbered in their order', async function (this: AssayWorld) {
  await this.check(ensureMessage, {
    nhsNumber: this.patient.nhsNumber,
    facts: { dosage: { read: (item) => item.dosageInstruction?.map(({ sequence, text }) => ({ sequence, text })), expected: STEPS.map((text, at) => ({ sequence: at + 1, text })) } },
  })
})

Then('the prescription goes to pharmacy {word}', async function (this: AssayWorld, pharmacy: string) {
  await this.check(ensureNominated, { nhsNumber: this.patient.nhsNumber, pharmacy })
})

Then('the prescription goes to any pharmacy', async function (this: AssayWorld) {
  await this.check(ensureNominated, { nhsNumber: this.patient.nhsNumber, pharmacy: undefined })
})

Then('nothing is signed', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'eps', operation: 'process-message', subject: this.patient.nhsNumber })
  await this.check(ensureMedicationState, { shown: await shown(this), expected: medicationOf(this).items.map(() => 'draft' as const) })
})

Then('nothing is sent to EPS', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'eps', subject: this.person!.nhsNumber })
})

Then('the user is told that EPS prepared something else', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['national-unreadable', 'national-refused', 'rule'], mentions: /not (what|the same)|match|differ|sign/i })
})

const courseFacts = (intent: string, course: string): Parameters<typeof ensureMessage.look>[1]['facts'] => ({
  status: { read: (item) => item.status, expected: 'active' },
  intent: { read: (item) => item.intent, expected: intent },
  'course of therapy': { read: (item) => item.courseOfTherapyType?.coding?.[0]?.code, expected: course },
})

const ensureShownAsSent = check('the user sees the id under which it was sent', (_sight, { shown: seen, sent }: { shown: readonly (string | undefined)[]; sent: readonly string[] }) =>
  seen.some((id) => id === undefined || !sent.includes(id)) && finding('another id is shown', { expected: sent, seen: seen.map((id) => id ?? 'none') }),
)

const ensureFourAtMost = check('nothing is cut off', async ({ outside }, { nhsNumber, shown: items, told }: { nhsNumber: string; shown: readonly { code: string; state: string }[]; told: 'all is sent' | 'not all is sent' }) => {
  const prescriptions = await outside.eps.listPrescriptions({ nhsNumber })
  const sent = prescriptions.flatMap((prescription) => prescription.items.map((item) => item.medication.code))
  return [
    ...prescriptions.map(({ id, items: on }) => on.length > 4 && finding('a prescription with too many items', { expected: 'four at most', seen: `${id}: ${on.length}` })),
    ...items.map(({ code, state }) => state === 'sent' && !sent.includes(code) && finding('shown as sent, and not at EPS', { expected: code, seen: sent })),
    told === 'all is sent' && items.some(({ state }) => state !== 'sent') && finding('the user is told that all is sent', { expected: 'all items sent, or told which are not', seen: items }),
    ...items.map(({ code, state }) => state !== 'sent' && state !== 'draft' && finding('neither sent nor to be signed', { expected: 'sent or draft', seen: `${code}: ${state}` })),
    ...sent.map((code) => items.find((item) => item.code === code)?.state !== 'sent' && finding('at EPS, and not shown as sent', { expected: `${code}: sent`, seen: items })),
  ]
})

const ensureIssues = check('it can be dispensed so many times', async ({ outside }, { nhsNumber, issues }: { nhsNumber: string; issues: number }) => {
  const seen = (await outside.eps.listPrescriptions({ nhsNumber })).map((prescription) => prescription.issues.length)
  return seen.join() !== String(issues) && finding('another number of issues', { expected: issues, seen: seen.join(', ') || 'no prescription' })
})
