import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { ensureMedicationState } from './checks/ensure-medication-state.ts'
import { ensureNotHammered } from './checks/ensure-not-hammered.ts'
import { ensureRecoveredOnce } from './checks/ensure-recovered-once.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureResentIdentically } from './checks/ensure-resent-identically.ts'
import { ensureRetriedAsAsked } from './checks/ensure-retried-as-asked.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { NOT_CONFIRMED, type EpsRefusal, type EpsTrouble } from './support/eps-trouble.ts'
import { medicationOf, shown, shownPrescriptionId } from './support/medication.ts'
import { must, type AssayWorld } from './world.ts'

const PREPARE = { service: 'eps', operation: 'prepare-prescription' }
const SEND = { service: 'eps', operation: 'process-message' }

Given('EPS {epsTrouble} when the next prescription for {word} is prepared', async function (this: AssayWorld, trouble: EpsTrouble, name: string) {
  await this.inject({ ...PREPARE, subject: this.named(name).nhsNumber, ...trouble })
})

Given('EPS {epsTrouble} whenever a prescription for {word} is prepared', async function (this: AssayWorld, trouble: EpsTrouble, name: string) {
  await this.inject({ ...PREPARE, subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given('EPS {epsTrouble} when the next prescription/cancellation for {word} is sent', async function (this: AssayWorld, trouble: EpsTrouble, name: string) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, ...trouble })
})

Given('EPS {epsTrouble} whenever a prescription/cancellation for {word} is sent', async function (this: AssayWorld, trouble: EpsTrouble, name: string) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given('EPS takes the next prescription/cancellation for {word} and then {epsTrouble}', async function (this: AssayWorld, name: string, trouble: EpsTrouble) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

Given('EPS takes every prescription/cancellation for {word} and then {epsTrouble}', async function (this: AssayWorld, name: string, trouble: EpsTrouble) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, processed: true, times: 'always', ...trouble })
})

Given('EPS does not accept the next prescription for {word}, because {epsRefusal}', async function (this: AssayWorld, name: string, { name: error }: EpsRefusal) {
  await this.inject({ ...SEND, subject: this.named(name).nhsNumber, kind: 'error', name: error })
})

Given('EPS does not prepare the next prescription for {word}, because {epsRefusal}', async function (this: AssayWorld, name: string, { name: error }: EpsRefusal) {
  await this.inject({ ...PREPARE, subject: this.named(name).nhsNumber, kind: 'error', name: error })
})

Given('EPS holds {word} for dead', async function (this: AssayWorld, name: string) {
  await this.hub.outside.eps.recordDeath({ nhsNumber: this.named(name).nhsNumber })
})

When('EPS is well again', async function (this: AssayWorld) {
  const unmet = await this.clearFaults()
  await this.check(ensureMet, { unmet: unmet.map(({ kind, operation }) => `${kind} of ${operation}`) })
})

When('the {persona} sends the prescription again', async function (this: AssayWorld, persona: string) {
  const prescriptionId = await shownPrescriptionId(this)
  this.answer = await this.candidate.prescribing.sendAgain(await this.actAs(persona), prescriptionId)
})

Then('the user is told that EPS did not do its part', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /EPS|Prescription Service/i })
})

Then('the user is told that EPS has not confirmed the prescription', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /not (know|confirm|sent)|unknown|whether|unsent/i })
})

Then('the user is told that {epsRefusal}', async function (this: AssayWorld, { mentions }: EpsRefusal) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['national-refused', 'rule'], mentions })
})

Then('the prescription is shown as signed, and not as sent', async function (this: AssayWorld) {
  await this.check(ensureMedicationState, { shown: await shown(this), expected: medicationOf(this).items.map(() => 'signed' as const) })
})

Then('the item says why EPS did not take it', async function (this: AssayWorld) {
  await this.check(ensureProblemShown, { problems: (await shown(this)).map(({ problem }) => problem) })
})

Then('the practice has a task to send it again', async function (this: AssayWorld) {
  const tasks = must(await this.candidate.tasks.open(this.user, this.patient.view.id), 'show the tasks')
  await this.check(ensureTask, { tasks, mentions: /prescription/i })
})

Then('no task about the prescription is left', async function (this: AssayWorld) {
  const tasks = must(await this.candidate.tasks.open(this.user, this.patient.view.id), 'show the tasks')
  await this.check(ensureNoTask, { tasks, mentions: /prescription/i })
})

Then('the identical prescription/cancellation is sent again', async function (this: AssayWorld) {
  // Twice at once, and once or twice more when the user asks for it.
  await this.check(ensureResentIdentically, { subject: this.patient.nhsNumber, most: 4 })
})

Then('the prescription is sent again after the time EPS asked for', async function (this: AssayWorld) {
  await this.check(ensureRetriedAsAsked, { ...SEND, subject: this.patient.nhsNumber })
})

Then('the prescription is sent again once, with a new token', async function (this: AssayWorld) {
  await this.check(ensureRecoveredOnce, { ...SEND, subject: this.patient.nhsNumber })
})

Then('EPS is left in peace about the prescription', async function (this: AssayWorld) {
  await this.check(ensureNotHammered, { ...SEND, subject: this.patient.nhsNumber })
})

const ensureProblemShown = check('the item says why it came back', (_sight, { problems }: { problems: readonly (string | undefined)[] }) =>
  problems.some((problem) => !problem) && finding('no reason is shown', { expected: "EPS's reason", seen: problems.map((problem) => problem ?? 'none') }),
)

const ensureMet = check('EPS was asked while it was in trouble', (_sight, { unmet }: { unmet: readonly string[] }) => unmet.map((fault) => finding('EPS was not asked', { expected: fault, seen: 'no call' })))
