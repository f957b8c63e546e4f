import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer, RefusalReason } from '../candidate/port/answer.ts'
import type { VaccinationView } from '../candidate/port/immunisations.ts'
import { check, finding } from './checks/check.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import type { Vaccine } from './support/vaccines.ts'
import './support/vaccines.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'immunisation'
const BATCH = 'AB1234'
const DAY_MS = 86_400_000
const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

async function record(world: AssayWorld, persona: string, name: string, { product }: Vaccine, givenAt: string): Promise<void> {
  world.named(name)
  world.notes.set('given at', givenAt)
  const answer = await world.candidate.immunisations.record(await world.actAs(persona), { patientId: world.patient.view.id, product, givenAt, lotNumber: BATCH })
  if (answer.ok) world.notes.set('vaccination', answer.value)
  world.answer = answer
}

async function readNational(world: AssayWorld, persona: string, name: string): Promise<Answer<VaccinationView[]>> {
  world.named(name)
  const answer = await world.candidate.immunisations.readNational(await world.actAs(persona), world.patient.view.id)
  if (answer.ok) world.notes.set('vaccination', answer.value[0])
  return (world.answer = answer) as Answer<VaccinationView[]>
}

/** A minute ago: what was given today lies in the past. */
const today = () => new Date(Date.now() - 60_000).toISOString()

Given('the {persona} has recorded that {word} was given the {vaccine} vaccine today', async function (this: AssayWorld, persona: string, name: string, vaccine: Vaccine) {
  await record(this, persona, name, vaccine, today())
  must(this.answer!, 'record the vaccination')
})

When('the {persona} records that {word} was given the {vaccine} vaccine today', async function (this: AssayWorld, persona: string, name: string, vaccine: Vaccine) {
  await record(this, persona, name, vaccine, today())
})

When('the {persona} records that {word} was given the {vaccine} vaccine tomorrow', async function (this: AssayWorld, persona: string, name: string, vaccine: Vaccine) {
  await record(this, persona, name, vaccine, new Date(Date.now() + DAY_MS).toISOString())
})

When('the {persona} sends the vaccination again', async function (this: AssayWorld, persona: string) {
  this.answer = await this.candidate.immunisations.sendAgain(await this.actAs(persona), (this.notes.get('vaccination') as VaccinationView | undefined)?.id ?? 'none')
})

Given('{word} was given the {vaccine} vaccine at a pharmacy', async function (this: AssayWorld, name: string, { target }: Vaccine) {
  await this.hub.outside.immunisation.putEvent({ nhsNumber: this.named(name).nhsNumber, target, at: new Date(Date.now() - 30 * DAY_MS).toISOString() })
})

Given('the {persona} has read what others have given {word}', async function (this: AssayWorld, persona: string, name: string) {
  must(await readNational(this, persona, name), 'read the vaccinations')
})

When('the {persona} reads what others have given {word}', async function (this: AssayWorld, persona: string, name: string) {
  await readNational(this, persona, name)
})

Given("the national immunisation service {trouble} when {word}'s vaccination is next sent", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'createImmunization', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given("the national immunisation service takes {word}'s vaccination and then {trouble}", async function (this: AssayWorld, name: string, trouble: Trouble) {
  await this.inject({ service: SERVICE, operation: 'createImmunization', subject: this.named(name).nhsNumber, processed: true, ...TROUBLES[trouble] })
})

Given("the national immunisation service {trouble} whenever {word}'s vaccinations are read", async function (this: AssayWorld, trouble: Trouble, name: string) {
  // Whichever way a candidate asks: by form, or by query.
  await this.inject({ service: SERVICE, subject: this.named(name).nhsNumber, times: 'always', ...TROUBLES[trouble] })
})

const ensureKnown = check('the vaccination is known nationally, once', async ({ outside }, { nhsNumber, target, practice }: { nhsNumber: string; target: string; practice?: string }) => {
  const held = (await outside.immunisation.listEvents({ nhsNumber })).filter((event) => event.target === target && !event.deleted)
  const where = (held[0]?.resource['location'] as { identifier?: { value?: string } } | undefined)?.identifier?.value
  return [
    held.length !== 1 && finding('more or less often', { expected: 1, seen: held.length }),
    practice !== undefined && held.length > 0 && where !== practice && finding('given somewhere else', { expected: practice, seen: where ?? 'nowhere' }),
  ]
})

Then('it is known nationally that {word} was given the {vaccine} vaccine at this practice, once', async function (this: AssayWorld, name: string, { target }: Vaccine) {
  await this.check(ensureKnown, { nhsNumber: this.named(name).nhsNumber, target, practice: this.practice })
})

Then('it is known nationally that {word} was given the {vaccine} vaccine once', async function (this: AssayWorld, name: string, { target }: Vaccine) {
  await this.check(ensureKnown, { nhsNumber: this.named(name).nhsNumber, target })
})

const ensureToldAsRecorded = check('what is told nationally is what was recorded', async ({ outside }, { nhsNumber, givenAt }: { nhsNumber: string; givenAt: string }) => {
  const [event] = await outside.immunisation.listEvents({ nhsNumber })
  if (!event) return finding('nothing is known', { expected: 'a vaccination', seen: 'none' })
  const coding = ((event.resource['vaccineCode'] as { coding?: { system?: string; code?: string }[] } | undefined)?.coding ?? []).find(({ system }) => system === 'http://snomed.info/sct')
  return [
    coding?.code !== '39566211000001103' && finding('another vaccine', { expected: '39566211000001103', seen: coding?.code ?? 'none' }),
    event.resource['lotNumber'] !== BATCH && finding('another batch', { expected: BATCH, seen: event.resource['lotNumber'] ?? 'none' }),
    Math.abs(Date.parse(String(event.resource['occurrenceDateTime'])) - Date.parse(givenAt)) > 1000 && finding('another time', { expected: givenAt, seen: event.resource['occurrenceDateTime'] }),
  ]
})

Then('what is known nationally has the vaccine, the batch and the day that were recorded', async function (this: AssayWorld) {
  await this.check(ensureToldAsRecorded, { nhsNumber: this.patient.nhsNumber, givenAt: String(this.notes.get('given at')) })
})

const ensureState = check('it is shown what became of the vaccination', (_sight, { shown, states }: { shown: VaccinationView | undefined; states: readonly string[] }) =>
  !states.includes(shown?.state ?? '') && finding('shown otherwise', { expected: states.join(' or '), seen: shown?.state ?? 'no vaccination' }),
)

const onRecord = async (world: AssayWorld): Promise<VaccinationView[]> => must(await world.candidate.immunisations.ofPatient(await world.behindTheScenes('second GP'), world.patient.view.id), 'show the vaccinations')

Then(/^the vaccination is shown as (sent|not sent)$/, async function (this: AssayWorld, words: string) {
  const [shown] = await onRecord(this)
  await this.check(ensureState, { shown, states: [words.replace(' ', '-')] })
})

const ensureOnRecordOnce = check("the vaccination is on the patient's record once", (_sight, { shown, vaccine, here, practice }: { shown: readonly VaccinationView[]; vaccine: Vaccine; here: boolean; practice: string }) => {
  const found = shown.filter(({ diseases }) => diseases.join() === vaccine.diseases.join())
  const where = found[0]?.organisation
  return [
    found.length !== 1 && finding('more or less often', { expected: 1, seen: found.length }),
    found.length > 0 && (where === practice) !== here && finding('given somewhere else', { expected: here ? practice : 'another place', seen: where ?? 'not said' }),
  ]
})

Then("{word}'s record has the {vaccine} vaccine once, given elsewhere", async function (this: AssayWorld, name: string, vaccine: Vaccine) {
  this.named(name)
  await this.check(ensureOnRecordOnce, { shown: await onRecord(this), vaccine, here: false, practice: this.practice })
})

Then("{word}'s record has the {vaccine} vaccine once, given here", async function (this: AssayWorld, name: string, vaccine: Vaccine) {
  this.named(name)
  await this.check(ensureOnRecordOnce, { shown: await onRecord(this), vaccine, here: true, practice: this.practice })
})

Then('nothing about {word} is sent to the national immunisation service', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { service: SERVICE, subject: this.named(name).nhsNumber })
})

Then("the practice is asked to see to {word}'s vaccination", async function (this: AssayWorld, name: string) {
  this.named(name)
  const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('receptionist'), this.patient.view.id), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: /vaccin|immunis/i })
})

Then('the user is told that it is on the record already', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['already-done', 'rule', 'needs-confirmation'], mentions: /already|record/i })
})

Then('the user is told that it lies in the future', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /future|not yet|date/i })
})

Then('the user is told that the national service has it', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['already-done', 'rule'], mentions: /already|has (it|this)/i })
})

Then('the user is told that the national immunisation service is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /immunisation/i })
})
