import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { Allergy } from '../candidate/port/demographics.ts'
import type { PreparedCardView, YellowCardView } from '../candidate/port/yellow-cards.ts'
import { check, finding } from './checks/check.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { ageOn } from './support/as-written.ts'
import { MEDICINES, type MedicineName } from './support/medicines.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'yellow-card'
const NOT_KNOWN = 'Medicinal product not known'
const WEEK_MS = 7 * 86_400_000

/** The words of the scenario's reaction: nobody else's, since a report does not say who the patient is. */
async function reactionOf(world: AssayWorld): Promise<string> {
  const known = world.notes.get('reaction')
  if (typeof known === 'string') return known
  const reaction = world.make.word('Itching rash on both arms, ')
  world.notes.set('reaction', reaction)
  await world.hub.outside['yellow-card'].isAbout({ reaction, nhsNumber: world.patient.nhsNumber })
  return reaction
}

/** A day in London, as an ISO date. */
const dayOf = (at: number): string => new Date(at).toLocaleDateString('en-CA', { timeZone: 'Europe/London' })

async function report(world: AssayWorld, persona: string, name: string, { medicine, startedOn = dayOf(Date.now()), outcome = 'recovering' }: { medicine?: MedicineName; startedOn?: string; outcome?: string }): Promise<Answer<YellowCardView>> {
  world.named(name)
  const reaction = await reactionOf(world)
  const { medicines } = must(await world.candidate.yellowCards.prepare(await world.behindTheScenes('second GP'), world.patient.view.id), 'open a yellow card')
  const suspects = medicine === undefined ? [] : medicines.filter(({ term }) => term === MEDICINES[medicine].term).map(({ id }) => id)
  const answer = await world.candidate.yellowCards.report(await world.actAs(persona), world.patient.view.id, { reaction, startedOn, outcome, suspects })
  if (answer.ok) world.notes.set('yellow card', answer.value)
  world.answer = answer
  return answer
}

When('the {persona} opens a yellow card for {word}', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.yellowCards.prepare(await this.actAs(persona), this.patient.view.id)
})

When("the {persona} reports a rash of {word}'s after {medicine}", async function (this: AssayWorld, persona: string, name: string, medicine: MedicineName) {
  await report(this, persona, name, { medicine })
})

Given("the {persona} has reported a rash of {word}'s after {medicine}", async function (this: AssayWorld, persona: string, name: string, medicine: MedicineName) {
  must(await report(this, persona, name, { medicine }), 'keep a yellow card')
})

When("the {persona} reports a rash of {word}'s after {medicine}, of which nobody knows what became", async function (this: AssayWorld, persona: string, name: string, medicine: MedicineName) {
  await report(this, persona, name, { medicine, outcome: 'unknown' })
})

When("the {persona} reports a rash of {word}'s after {medicine} that began last week", async function (this: AssayWorld, persona: string, name: string, medicine: MedicineName) {
  await report(this, persona, name, { medicine, startedOn: dayOf(Date.now() - WEEK_MS) })
})

When("the {persona} reports a rash of {word}'s without a suspected medicine", async function (this: AssayWorld, persona: string, name: string) {
  await report(this, persona, name, {})
})

When('the {persona} sends the card again', async function (this: AssayWorld, persona: string) {
  const { id } = (this.notes.get('yellow card') as YellowCardView | undefined) ?? { id: 'none' }
  this.answer = await this.candidate.yellowCards.sendAgain(await this.actAs(persona), this.patient.view.id, id)
})

Given("the regulator will not accept {word}'s next report, because the medicine is not known", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.hub.outside['yellow-card'].refuseNext({ reaction: await reactionOf(this), why: NOT_KNOWN })
})

Given('the Yellow Card service {trouble} when a report about {word} is next sent', async function (this: AssayWorld, trouble: Trouble, name: string) {
  const { nhsNumber } = this.named(name)
  await reactionOf(this)
  await this.inject({ service: SERVICE, subject: nhsNumber, ...TROUBLES[trouble] })
})

Given('the Yellow Card service takes the next report about {word} and then {trouble}', async function (this: AssayWorld, name: string, trouble: Trouble) {
  const { nhsNumber } = this.named(name)
  await reactionOf(this)
  await this.inject({ service: SERVICE, subject: nhsNumber, processed: true, ...TROUBLES[trouble] })
})

/** Two letters with or without full stops. */
const initialsOf = (world: AssayWorld): RegExp => {
  const { given, family } = world.person!.national
  return new RegExp(`^${given[0]}\\.? ?${family[0]}\\.?$`)
}

const ensurePrepared = check('the card is filled in from the record', (_sight, { answer, initials, sex, age, medicines, known }: { answer: Answer<unknown> | undefined; initials: RegExp; sex: string; age: number; medicines: readonly string[]; known: readonly string[] }) => {
  if (!answer?.ok) return finding('nothing was shown', { expected: 'a card', seen: answer ? `${answer.reason}: ${answer.message}` : 'nothing' })
  const card = answer.value as PreparedCardView
  const terms = card.medicines.map(({ term }) => term)
  return [
    !initials.test(card.initials) && finding('other initials', { expected: initials.source, seen: card.initials || 'none' }),
    card.sex !== sex && finding('another sex', { expected: sex, seen: card.sex || 'none' }),
    card.age !== age && finding('another age', { expected: age, seen: card.age ?? 'none' }),
    terms.join() !== medicines.join() && finding('other medicines', { expected: medicines, seen: terms.length ? terms : 'none' }),
    ...known.filter((term) => !card.known.some((each) => each.toLowerCase().includes(term))).map((term) => finding('an allergy is missing', { expected: term, seen: card.known.length ? card.known : 'none' })),
  ]
})

async function ensureCard(world: AssayWorld, name: string, medicine: MedicineName, known: readonly string[]): Promise<void> {
  const { gender, birthDate } = world.named(name).national
  await world.check(ensurePrepared, { answer: world.answer, initials: initialsOf(world), sex: gender, age: ageOn(birthDate, dayOf(Date.now())), medicines: [MEDICINES[medicine].term], known })
}

Then("the card knows {word}'s initials, sex and age, {medicine} and the allergy to {allergen}", async function (this: AssayWorld, name: string, medicine: MedicineName, { term }: Allergy) {
  await ensureCard(this, name, medicine, [term.toLowerCase()])
})

Then('the card names {medicine} only', async function (this: AssayWorld, medicine: MedicineName) {
  await ensureCard(this, this.person!.name.split(' ')[0]!, medicine, [])
})

/** Source: DCB1582; ICH E2B(R2), what makes a report. */
const ensureReported = check('the regulator has one report', async ({ outside }, { reaction, suspect }: { reaction: string; suspect: string }) => {
  const reports = await outside['yellow-card'].listReports({ reaction })
  const suspects = reports[0]?.drugs.filter((drug) => drug.suspect).map(({ name }) => name) ?? []
  return [reports.length !== 1 && finding('more or fewer', { expected: 1, seen: reports.length }), reports.length > 0 && suspects.join() !== suspect && finding('another suspect', { expected: suspect, seen: suspects.length ? suspects : 'none' })]
})

Then('the regulator has one report of the rash, with {medicine} as the suspect', async function (this: AssayWorld, medicine: MedicineName) {
  await this.check(ensureReported, { reaction: await reactionOf(this), suspect: MEDICINES[medicine].term })
})

const ensureNotReported = check('the regulator has no report', async ({ outside }, { reaction }: { reaction: string }) =>
  (await outside['yellow-card'].listReports({ reaction })).map(({ id }) => finding('it was reported', { expected: 'no report', seen: id })),
)

Then('the regulator has no report of the rash', async function (this: AssayWorld) {
  await this.check(ensureNotReported, { reaction: await reactionOf(this) })
})

const ensureReporter = check('the report says who reported', async ({ outside }, { reaction, family, organisation }: { reaction: string; family: string; organisation: RegExp }) => {
  const [report] = await outside['yellow-card'].listReports({ reaction })
  if (!report) return finding('there is no report', { expected: 'a report', seen: 'none' })
  const { reporter } = report
  return [
    reporter.family !== family && finding('another reporter', { expected: family, seen: reporter.family || 'nobody' }),
    reporter.qualification !== '1' && finding('another profession', { expected: '1 (physician)', seen: reporter.qualification }),
    !organisation.test(reporter.organisation) && finding('another practice', { expected: organisation.source, seen: reporter.organisation || 'none' }),
  ]
})

Then('the report names the {persona} as a physician at this practice', async function (this: AssayWorld, persona: string) {
  await this.check(ensureReporter, { reaction: await reactionOf(this), family: this.staff(persona).family, organisation: /Elmswood Surgery|A99901/ })
})

/** Source: Yellow Card scheme, confidentiality; ICH E2B(R2), B.1.1. */
const ensureUnnamed = check('the report does not say who the patient is', async ({ outside }, { reaction, initials, sex, age, secrets }: { reaction: string; initials: RegExp; sex: string; age: number; secrets: Readonly<Record<string, string>> }) => {
  const [report] = await outside['yellow-card'].listReports({ reaction })
  if (!report) return finding('there is no report', { expected: 'a report', seen: 'none' })
  const { patient, message } = report
  return [
    !initials.test(patient.initials) && finding('something else than initials', { expected: initials.source, seen: patient.initials || 'none' }),
    patient.sex !== sex && finding('another sex', { expected: sex, seen: patient.sex || 'none' }),
    patient.age !== String(age) && finding('another age', { expected: age, seen: patient.age || 'none' }),
    ...Object.entries(secrets).filter(([, value]) => message.includes(value)).map(([name, value]) => finding(`the patient's ${name}`, { expected: 'not told', seen: value })),
  ]
})

Then('the report says of {word} her initials, sex and age, and nothing else', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const { family, birthDate, address, mobile } = national
  const secrets = { 'NHS number': nhsNumber, 'family name': family, 'date of birth': birthDate.replaceAll('-', ''), 'date of birth, as written': birthDate, postcode: address.postcode, 'mobile number': mobile }
  await this.check(ensureUnnamed, { reaction: await reactionOf(this), initials: initialsOf(this), sex: '2', age: ageOn(birthDate, dayOf(Date.now())), secrets })
})

const ensureTakenBeside = check('what else was taken is on the report', async ({ outside }, { reaction, medicine }: { reaction: string; medicine: string }) => {
  const [report] = await outside['yellow-card'].listReports({ reaction })
  const found = report?.drugs.find(({ name }) => name === medicine)
  return [!found && finding('it is not there', { expected: medicine, seen: report?.drugs.map(({ name }) => name).join(', ') ?? 'no report' }), found?.suspect === true && finding('it is suspected', { expected: 'taken beside', seen: 'suspect' })]
})

Then('the report names {medicine} as taken beside', async function (this: AssayWorld, medicine: MedicineName) {
  await this.check(ensureTakenBeside, { reaction: await reactionOf(this), medicine: MEDICINES[medicine].term })
})

const ensureOutcome = check('the report says what became of it', async ({ outside }, { reaction, outcome }: { reaction: string; outcome: string }) => {
  const [report] = await outside['yellow-card'].listReports({ reaction })
  const seen = report?.reactions[0]?.outcome ?? 'no report'
  return seen !== outcome && finding('something else became of it', { expected: outcome, seen })
})

Then('the report says that the outcome is unknown', async function (this: AssayWorld) {
  await this.check(ensureOutcome, { reaction: await reactionOf(this), outcome: '6' })
})

const ensureCardState = check('it is shown what became of the card', (_sight, { card, state, number, problem }: { card: YellowCardView | undefined; state: string; number?: RegExp; problem?: RegExp }) => [
  card?.state !== state && finding('shown otherwise', { expected: state, seen: card?.state ?? 'no card' }),
  number !== undefined && !number.test(card?.number ?? '') && finding("not under the regulator's number", { expected: number.source, seen: card?.number ?? 'none' }),
  problem !== undefined && !problem.test(card?.problem ?? '') && finding('the words do not say why', { expected: problem.source, seen: card?.problem ?? 'nothing' }),
])

async function cardShown(world: AssayWorld): Promise<YellowCardView | undefined> {
  const [card] = must(await world.candidate.yellowCards.ofPatient(await world.behindTheScenes('second GP'), world.patient.view.id), 'show the yellow cards')
  return card
}

Then("the card is shown as sent, with the regulator's number", async function (this: AssayWorld) {
  await this.check(ensureCardState, { card: await cardShown(this), state: 'sent', number: /^ADR \d{8}$/ })
})

Then('the card is shown as not sent', async function (this: AssayWorld) {
  await this.check(ensureCardState, { card: await cardShown(this), state: 'not-sent' })
})

Then('the card is shown as not accepted, because the medicine is not known', async function (this: AssayWorld) {
  await this.check(ensureCardState, { card: await cardShown(this), state: 'refused', problem: /not known/i })
})

Then("the practice is asked to see to {word}'s yellow card", async function (this: AssayWorld, name: string) {
  this.named(name)
  const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('receptionist'), this.patient.view.id), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: /yellow card/i })
})

Then('the user is told that a suspected medicine is needed', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /suspect/i })
})

Then('the user is told that the reaction began before the medicine', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /before|date/i })
})
