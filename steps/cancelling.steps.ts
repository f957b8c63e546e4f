import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { CancellationView, MedicationState } from '../candidate/port/prescribing.ts'
import { check, finding } from './checks/check.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { NOT_CONFIRMED } from './support/eps-trouble.ts'
import { medicationOf, prescriptionOf, shown } from './support/medication.ts'
import { resourcesIn, type EpsMessage } from './support/eps-message.ts'
import { must, type AssayWorld } from './world.ts'

/** EPS's code for "prescribing error", and for "at the patient's request". */
const PRESCRIBING_ERROR = '0001'
const PATIENT_ASKED = '0005'
const DISPENSER = 'FZ901'

const cancel = async (world: AssayWorld, persona: string, at: number, reason?: string): Promise<void> => {
  world.answer = await world.candidate.prescribing.cancel(await world.actAs(persona), medicationOf(world).items[at]!.id, reason)
}

Given('the pharmacy has taken the prescription', async function (this: AssayWorld) {
  await this.hub.outside.eps.release({ prescriptionId: prescriptionOf(this).prescriptionId, organisation: DISPENSER })
})

Given('the pharmacy has handed out part of it', async function (this: AssayWorld) {
  const { prescriptionId } = prescriptionOf(this)
  const found = await this.hub.outside.eps.readPrescription({ prescriptionId })
  await this.hub.outside.eps.dispense({ prescriptionId, items: found!.items.map(({ id }) => ({ lineItemId: id, status: '0003', quantity: '7' })) })
})

Given('the pharmacy has dispensed it', async function (this: AssayWorld) {
  await this.hub.outside.eps.dispense({ prescriptionId: prescriptionOf(this).prescriptionId })
})

Given('the pharmacy has recorded that it will not be dispensed', async function (this: AssayWorld) {
  await this.hub.outside.eps.notDispense({ prescriptionId: prescriptionOf(this).prescriptionId })
})

Given('the prescription has expired at EPS', async function (this: AssayWorld) {
  await this.hub.outside.eps.expire({ prescriptionId: prescriptionOf(this).prescriptionId })
})

Given('the {persona} has asked to cancel it', async function (this: AssayWorld, persona: string) {
  await cancel(this, persona, 0, PRESCRIBING_ERROR)
  must(this.answer as Answer<CancellationView>, 'pass the cancellation on')
})

Given('EPS has cancelled it already', async function (this: AssayWorld) {
  await this.inject({ service: 'eps', operation: 'process-message', subject: this.patient.nhsNumber, kind: 'error', name: 'R-0006' })
})

Given('EPS does not find the prescription any more', async function (this: AssayWorld) {
  await this.inject({ service: 'eps', operation: 'process-message', subject: this.patient.nhsNumber, kind: 'error', name: 'R-0008' })
})

Given('cancelling is switched off in EPS', async function (this: AssayWorld) {
  await this.inject({ service: 'eps', operation: 'process-message', subject: this.patient.nhsNumber, kind: 'error', name: 'R-0009' })
})

Given('EPS cannot make sense of cancellations', async function (this: AssayWorld) {
  await this.inject({ service: 'eps', operation: 'process-message', subject: this.patient.nhsNumber, kind: 'error', name: 'R-5000' })
})

When('the pharmacy gives it back', async function (this: AssayWorld) {
  await this.hub.outside.eps.returnToSpine({ prescriptionId: prescriptionOf(this).prescriptionId })
})

When('the {persona} cancels it, because it was a mistake', async function (this: AssayWorld, persona: string) {
  await cancel(this, persona, 0, PRESCRIBING_ERROR)
})

When("the {persona} cancels the second item at the patient's request", async function (this: AssayWorld, persona: string) {
  await cancel(this, persona, 1, PATIENT_ASKED)
})

When('the {persona} cancels it without saying why', async function (this: AssayWorld, persona: string) {
  await cancel(this, persona, 0)
})

When('the {persona} asks to cancel it again', async function (this: AssayWorld, persona: string) {
  await cancel(this, persona, 0, PRESCRIBING_ERROR)
})

/** What each sentence about an outcome asks: of EPS, of how the item stands afterwards, and of the words the user sees. */
const OUTCOMES: Record<string, { outcome: string; states: readonly MedicationState[]; mentions: RegExp; avoid?: RegExp }> = {
  'that it is cancelled': { outcome: 'R-0001', states: ['cancelled'], mentions: /cancelled/i, avoid: /not cancelled/i },
  'that it is with the pharmacy, and only marked': { outcome: 'R-0002', states: ['sent'], mentions: /not cancelled.*(pharmacy|dispenser)|(pharmacy|dispenser).*not cancelled/is },
  'that the pharmacy is dispensing it, and it is only marked': { outcome: 'R-0003', states: ['sent'], mentions: /not cancelled.*(dispens|pharmacy)|(dispens|pharmacy).*not cancelled/is },
  'that it was dispensed, and not cancelled': { outcome: 'R-0004', states: ['dispensed', 'sent'], mentions: /dispensed/i, avoid: /^cancelled/i },
  'that it had expired': { outcome: 'R-0005', states: ['expired', 'sent'], mentions: /expire/i },
  'that it had been cancelled before': { outcome: 'R-0006', states: ['cancelled'], mentions: /before|already/i },
  'that another prescriber has asked for its cancellation': { outcome: 'R-0007', states: ['sent'], mentions: /another prescriber|other prescriber|somebody else/i },
  'that EPS does not find it': { outcome: 'R-0008', states: ['sent'], mentions: /not (find|found|know)/i },
  'that cancelling is switched off': { outcome: 'R-0009', states: ['sent'], mentions: /switched off|disabled|not available/i },
  'that it was recorded as not dispensed': { outcome: 'R-0010', states: ['not-dispensed', 'sent'], mentions: /not (be )?dispensed/i },
  'that EPS could not deal with the cancellation': { outcome: 'R-5000', states: ['sent'], mentions: /not cancelled|could not/i },
}

for (const [words, expected] of Object.entries(OUTCOMES)) {
  Then(`the prescriber is told ${words}`, async function (this: AssayWorld) {
    await this.check(ensureOutcome, { answer: this.answer as Answer<CancellationView> | undefined, ...expected })
    const [item] = await shown(this)
    await this.check(ensureShownSo, { state: item?.state, states: expected.states })
  })
}

Then('it can no longer be dispensed', async function (this: AssayWorld) {
  await this.check(ensureOutOfReach, { prescriptionId: prescriptionOf(this).prescriptionId })
})

Then('only the second item is cancelled', async function (this: AssayWorld) {
  const items = await shown(this)
  await this.check(ensureOnlyCancelled, { nhsNumber: this.patient.nhsNumber, prescriptionId: prescriptionOf(this).prescriptionId, code: medicationOf(this).orders[1]!.code, shown: items.map(({ code, state }) => ({ code, state })) })
})

Then("EPS is told that it is at the patient's request", async function (this: AssayWorld) {
  await this.check(ensureReasonTold, { subject: this.patient.nhsNumber, reason: PATIENT_ASKED })
})

Then('the user is asked why', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /why|reason/i })
})

Then('it is not shown as cancelled', async function (this: AssayWorld) {
  const [item] = await shown(this)
  await this.check(ensureShownSo, { state: item?.state, states: ['sent'] })
})

Then('the user is told that nobody knows whether it is cancelled', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /not know|unknown|not confirm|whether/i })
})

Then('the practice has a task to find out about the cancellation', async function (this: AssayWorld) {
  const tasks = must(await this.candidate.tasks.open(this.user, this.patient.view.id), 'show the tasks')
  await this.check(ensureTask, { tasks, mentions: /cancel/i })
})

Then('no task about the cancellation is left', async function (this: AssayWorld) {
  const tasks = must(await this.candidate.tasks.open(this.user, this.patient.view.id), 'show the tasks')
  await this.check(ensureNoTask, { tasks, mentions: /cancel/i })
})

const ensureOutcome = check(
  'the prescriber is told what EPS answered',
  (_sight, { answer, outcome, mentions, avoid }: { answer: Answer<CancellationView> | undefined; outcome: string; mentions: RegExp; avoid?: RegExp }) => {
    if (!answer) return finding('nothing was asked of the candidate', { expected: 'an answer' })
    if (!answer.ok) return finding('the cancellation was refused', { expected: outcome, seen: `${answer.reason}: ${answer.message}` })
    return [
      answer.value.outcome !== outcome && finding('another outcome', { expected: outcome, seen: answer.value.outcome }),
      !mentions.test(answer.value.text) && finding('the words do not say what happened', { expected: `words like ${mentions.source}`, seen: answer.value.text }),
      avoid?.test(answer.value.text) && finding('the words say something else', { expected: `no words like ${avoid.source}`, seen: answer.value.text }),
    ]
  },
)

const ensureShownSo = check('the item is shown as it stands', (_sight, { state, states }: { state: MedicationState | undefined; states: readonly MedicationState[] }) =>
  !(state && states.includes(state)) && finding('it is shown otherwise', { expected: states.join(' or '), seen: state ?? 'not shown' }),
)

const ensureOutOfReach = check('no pharmacy can dispense it', async ({ outside }, { prescriptionId }: { prescriptionId: string }) => {
  const found = await outside.eps.readPrescription({ prescriptionId })
  return found?.status !== '0005' && finding('it stands otherwise at EPS', { expected: 'Cancelled', seen: found?.statusName ?? 'not there' })
})

const ensureOnlyCancelled = check(
  'one item is cancelled, and no other',
  async ({ outside, calls }, { nhsNumber, prescriptionId, code, shown: seen }: { nhsNumber: string; prescriptionId: string; code: string; shown: readonly { code: string; state: MedicationState }[] }) => {
    const found = await outside.eps.readPrescription({ prescriptionId })
    const sent = await calls({ service: 'eps', operation: 'process-message', subject: nhsNumber })
    return [
      ...(found?.items ?? []).map((item) => (item.statusName === 'Item Cancelled') !== (item.medication.code === code) && finding('the wrong item', { expected: `${code} cancelled, the others not`, seen: `${item.medication.display}: ${item.statusName}` })),
      !found && finding('EPS does not have the prescription', { expected: prescriptionId, seen: 'nothing' }),
      ...sent.map((call) => {
        const items = resourcesIn((call.body ?? {}) as EpsMessage, 'MedicationRequest')
        return items.length !== 1 && finding('a cancellation of more or less than one item', { expected: 1, seen: items.length, at: call })
      }),
      ...seen.map((item) => (item.state === 'cancelled') !== (item.code === code) && finding('shown otherwise', { expected: `only ${code} cancelled`, seen: `${item.code}: ${item.state}` })),
    ]
  },
)

const ensureReasonTold = check('EPS is told the reason that was given', async ({ calls }, { subject, reason }: { subject: string; reason: string }) => {
  const [sent] = await calls({ service: 'eps', operation: 'process-message', subject })
  if (!sent) return finding('nothing was sent to EPS', { expected: 'a cancellation', seen: 'none' })
  const item = resourcesIn((sent.body ?? {}) as EpsMessage, 'MedicationRequest')[0] as { status?: string; statusReason?: { coding?: { code?: string }[] } } | undefined
  return [
    item?.status !== 'cancelled' && finding('another status', { expected: 'cancelled', seen: item?.status ?? 'none', at: sent }),
    item?.statusReason?.coding?.[0]?.code !== reason && finding('another reason', { expected: reason, seen: item?.statusReason?.coding?.[0]?.code ?? 'none', at: sent }),
  ]
})
