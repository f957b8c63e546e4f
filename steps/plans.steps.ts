import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer, RefusalReason } from '../candidate/port/answer.ts'
import type { PlanView, RecordElsewhere } from '../candidate/port/plans.ts'
import { check, finding } from './checks/check.ts'
import { ensureTellsNoMore } from './checks/ensure-adjustments.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import './support/plan-types.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'nrl'
const CRISIS_PLAN = 'Ring the crisis team on 0113 496 0090 before anything else.'
const PLAN = { title: 'Wishes for the last months', text: 'Wants to stay at home, with her dog, whatever happens.' }
const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

Given('the {planHolder} holds a/an {planType} of {word}\'s', async function (this: AssayWorld, custodian: string, type: string, name: string) {
  const { id } = await this.hub.outside.nrl.publish({ nhsNumber: this.named(name).nhsNumber, custodian, type, content: CRISIS_PLAN })
  this.notes.set('pointer', id)
})

Given("the hospital tells how to ask for an {planType} of {word}'s", async function (this: AssayWorld, type: string, name: string) {
  const contactPage = 'https://www.vale-hospital.example/plans'
  await this.hub.outside.nrl.publish({ nhsNumber: this.named(name).nhsNumber, custodian: 'RZ9', type, contactPage })
})

Given('the hospital has since withdrawn it', async function (this: AssayWorld) {
  await this.hub.outside.nrl.withdraw({ id: String(this.notes.get('pointer')) })
})

async function look(world: AssayWorld, persona: string, name: string, type?: string): Promise<Answer<RecordElsewhere[]>> {
  world.named(name)
  const answer = await world.candidate.plans.findElsewhere(await world.actAs(persona), world.patient.view.id, type)
  if (answer.ok) world.notes.set('records', answer.value)
  world.answer = answer
  return answer
}

Given('the {persona} has looked for plans that others hold of {word}', async function (this: AssayWorld, persona: string, name: string) {
  must(await look(this, persona, name), 'look for plans that others hold')
})

When('the {persona} looks for plans that others hold of {word}', async function (this: AssayWorld, persona: string, name: string) {
  await look(this, persona, name)
})

When('the {persona} looks for an {planType} that others hold of {word}', async function (this: AssayWorld, persona: string, type: string, name: string) {
  await look(this, persona, name, type)
})

When('the {persona} asks how many plans others hold of {word}', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.plans.countElsewhere(await this.actAs(persona), this.patient.view.id)
})

async function openHospitalPlan(world: AssayWorld, persona: string): Promise<void> {
  const held = (world.notes.get('records') as RecordElsewhere[] | undefined)?.find(({ holder }) => holder === 'RZ9')
  world.answer = await world.candidate.plans.openElsewhere(await world.actAs(persona), world.patient.view.id, held?.id ?? 'RZ9-none')
}

When("the {persona} opens the hospital's plan", async function (this: AssayWorld, persona: string) {
  await openHospitalPlan(this, persona)
})

When("the {persona} opens the hospital's plan in {word}'s record", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await openHospitalPlan(this, persona)
})

async function write(world: AssayWorld, persona: string, type: string, name: string, replaces?: string): Promise<Answer<PlanView>> {
  world.named(name)
  const answer = await world.candidate.plans.publish(await world.actAs(persona), world.patient.view.id, { type, ...PLAN, ...(replaces !== undefined && { replaces }) })
  if (answer.ok) world.notes.set('plan', answer.value)
  world.answer = answer
  return answer
}

const planOf = (world: AssayWorld): string => (world.notes.get('plan') as PlanView | undefined)?.id ?? 'none'

/** The pointers of whoever the scenario speaks of that lead to this practice. */
const ownPointers = async (world: AssayWorld) => (await world.hub.outside.nrl.listPointers({ nhsNumber: world.patient.nhsNumber })).filter(({ custodian }) => custodian === world.practice)

Given('the {persona} has written a/an {planType} for {word}', async function (this: AssayWorld, persona: string, type: string, name: string) {
  must(await write(this, persona, type, name), 'write a plan')
  this.notes.set('pointer', (await ownPointers(this))[0]?.id)
})

When('the {persona} writes a/an {planType} for {word}', async function (this: AssayWorld, persona: string, type: string, name: string) {
  await write(this, persona, type, name)
})

When('the {persona} writes a newer {planType} for {word} in its place', async function (this: AssayWorld, persona: string, type: string, name: string) {
  await write(this, persona, type, name, planOf(this))
})

Given('it has been taken back nationally since', async function (this: AssayWorld) {
  await this.hub.outside.nrl.withdraw({ id: String(this.notes.get('pointer')) })
})

When('the {persona} publishes the plan again', async function (this: AssayWorld, persona: string) {
  this.answer = await this.candidate.plans.sendAgain(await this.actAs(persona), this.patient.view.id, planOf(this))
})

When('the {persona} withdraws the plan', async function (this: AssayWorld, persona: string) {
  this.answer = await this.candidate.plans.withdraw(await this.actAs(persona), this.patient.view.id, planOf(this))
})

Given("the National Record Locator {trouble} whenever {word}'s plans are looked for", async function (this: AssayWorld, trouble: Trouble, name: string) {
  // Whichever way a candidate asks: by body, or by query.
  await this.inject({ service: SERVICE, subject: this.named(name).nhsNumber, times: 'always', ...TROUBLES[trouble] })
})

Given("the hospital {trouble} when {word}'s plan is fetched", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'retrieveThroughProxy', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given("the National Record Locator {trouble} when a plan of {word}'s is next published", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'producerCreate', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given("the National Record Locator publishes {word}'s plan and then {trouble}", async function (this: AssayWorld, name: string, trouble: Trouble) {
  await this.inject({ service: SERVICE, operation: 'producerCreate', subject: this.named(name).nhsNumber, processed: true, ...TROUBLES[trouble] })
})

Given("the National Record Locator {trouble} when a plan of {word}'s is next taken back", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'producerDelete', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

const ensureFound = check('the user sees which plans others hold, and where', (_sight, { answer, expected }: { answer: Answer<unknown> | undefined; expected: readonly { type: string; holder: string }[] }) => {
  if (!answer?.ok) return finding('nothing was shown', { expected: 'what others hold', seen: answer ? `${answer.reason}: ${answer.message}` : 'nothing' })
  const line = ({ type, holder }: { type: string; holder: string }) => `${type} at ${holder}`
  const [shown, wanted] = [(answer.value as RecordElsewhere[]).map(line).sort(), expected.map(line).sort()]
  return shown.join() !== wanted.join() && finding('other plans are shown', { expected: wanted.length ? wanted : 'none', seen: shown.length ? shown : 'none' })
})

Then('the {persona} sees a/an {planType} at the {planHolder} and a/an {planType} at the {planHolder}', async function (this: AssayWorld, _persona: string, type: string, holder: string, otherType: string, otherHolder: string) {
  await this.check(ensureFound, { answer: this.answer, expected: [{ type, holder }, { type: otherType, holder: otherHolder }] })
})

Then('the {persona} sees a/an {planType} at the {planHolder}, and nothing else', async function (this: AssayWorld, _persona: string, type: string, holder: string) {
  await this.check(ensureFound, { answer: this.answer, expected: [{ type, holder }] })
})

Then('the {persona} sees that nobody holds any', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureFound, { answer: this.answer, expected: [] })
})

const ensureCount = check('the user is told how many plans others hold', (_sight, { answer, count }: { answer: Answer<unknown> | undefined; count: number }) =>
  !(answer?.ok && answer.value === count) && finding('told otherwise', { expected: count, seen: answer?.ok ? answer.value : (answer?.message ?? 'nothing') }),
)

Then('the {persona} is told that there are {int}', async function (this: AssayWorld, _persona: string, count: number) {
  await this.check(ensureCount, { answer: this.answer, count })
})

const ensureNotInAddress = check('no NHS number stands in an address', async ({ calls }, { nhsNumber }: { nhsNumber: string }) => {
  const made = await calls({ service: SERVICE, subject: nhsNumber })
  if (made.length === 0) return finding('the service was not called', { expected: 'a call', seen: 'none' })
  return made.filter(({ entry }) => entry.url.includes(nhsNumber)).map((call) => finding('in the address', { expected: 'in the body', seen: call.entry.url, at: call }))
})

Then("{word}'s NHS number stands in no address that the national service was called under", async function (this: AssayWorld, name: string) {
  await this.check(ensureNotInAddress, { nhsNumber: this.named(name).nhsNumber })
})

Then('nothing about {word} is sent to the National Record Locator', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { service: SERVICE, subject: this.named(name).nhsNumber })
})

const ensureOpened = check('the record is what its holder wrote', (_sight, { answer }: { answer: Answer<unknown> | undefined }) => {
  if (!answer?.ok) return finding('it was not opened', { expected: 'the plan', seen: answer?.message ?? 'nothing' })
  const seen = Buffer.from((answer.value as { content: string }).content, 'base64').toString()
  return seen !== CRISIS_PLAN && finding('something else was opened', { expected: CRISIS_PLAN, seen })
})

Then('the plan is opened as the hospital wrote it', async function (this: AssayWorld) {
  await this.check(ensureOpened, { answer: this.answer })
})

/** Source: Spine Secure Proxy, access token; National Record Locator, Auditing. */
const ensureHolderKnows = check('the holder learns who has asked', async ({ calls }, { subject, expected }: { subject: string; expected: Readonly<Record<string, string>> }) => {
  const [made] = await calls({ service: SERVICE, operation: 'retrieveThroughProxy', subject })
  if (!made) return finding('the record was not fetched', { expected: 'a call', seen: 'none' })
  const payload = (made.header('authorization') ?? '').split('.')[1] ?? ''
  const claims = readClaims(payload)
  return Object.entries(expected).flatMap(([name, value]) => (claims[name] === value ? [] : [finding(`${name} is another`, { expected: value, seen: claims[name] ?? 'nothing', at: made })]))
})

function readClaims(payload: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
  } catch {
    // A token that cannot be read tells nothing.
    return {}
  }
}

Then('the hospital is told that the {persona} asked, from this practice, for direct care', async function (this: AssayWorld, persona: string) {
  await this.check(ensureHolderKnows, {
    subject: this.patient.nhsNumber,
    expected: {
      requesting_user: `https://fhir.nhs.uk/Id/sds-user-id|${this.staff(persona).id}`,
      requesting_organization: `https://fhir.nhs.uk/Id/ods-organization-code|${this.practice}`,
      reason_for_request: 'directcare',
    },
  })
})

Then('the user is told where to ask for it', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid', 'not-found'], mentions: /https:\/\/www\.vale-hospital\.example\/plans/ })
})

Then('the user is told that the plan is not there any more', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-found', 'rule'], mentions: /any ?more|no longer|withdrawn|gone/i })
})

Then('the user is told that the plan is about somebody else', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'not-found', 'invalid', 'not-permitted'], mentions: /somebody else|another patient|different patient|not (this|of this) patient/i })
})

Then('the user is told that the National Record Locator is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /record locator/i })
})

Then('the user is told that the holder is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /holds|holder|hospital|trust/i })
})

const ensurePlanState = check('it is shown what others know of the plan', (_sight, { plans, id, state }: { plans: readonly PlanView[]; id: string; state: string }) => {
  const seen = plans.find((plan) => plan.id === id)?.state ?? 'no such plan'
  return seen !== state && finding('shown otherwise', { expected: state, seen })
})

Then(/^the plan is shown as (published|not published|withdrawn)$/, async function (this: AssayWorld, words: string) {
  const plans = must(await this.candidate.plans.ofPatient(await this.behindTheScenes('second GP'), this.patient.view.id), 'show the plans')
  await this.check(ensurePlanState, { plans, id: planOf(this), state: words.replace(' ', '-') })
})

const ensureOwnPointers = check(
  'others find just the plans that are held here',
  async ({ outside }, { nhsNumber, practice, type, count, not }: { nhsNumber: string; practice: string; type?: string; count: number; not?: string }) => {
    const held = await outside.nrl.listPointers({ nhsNumber })
    return [
      held.length !== count && finding('more or fewer', { expected: count, seen: held.length }),
      ...held.filter((each) => each.custodian !== practice || each.type !== type).map((each) => finding('of another type, or held elsewhere', { expected: `${type} at ${practice}`, seen: `${each.type} at ${each.custodian}` })),
      ...held.filter(({ id }) => id === not).map(() => finding('it is the older one', { expected: 'the newer', seen: not })),
    ]
  },
)

Then("others find one {planType} of {word}'s, held at this practice", async function (this: AssayWorld, type: string, name: string) {
  await this.check(ensureOwnPointers, { nhsNumber: this.named(name).nhsNumber, practice: this.practice, type, count: 1 })
})

Then("others find one {planType} of {word}'s, and it is the newer one", async function (this: AssayWorld, type: string, name: string) {
  await this.check(ensureOwnPointers, { nhsNumber: this.named(name).nhsNumber, practice: this.practice, type, count: 1, not: String(this.notes.get('pointer')) })
})

Then("others find no plan of {word}'s", async function (this: AssayWorld, name: string) {
  await this.check(ensureOwnPointers, { nhsNumber: this.named(name).nhsNumber, practice: this.practice, count: 0 })
})

Then('the National Record Locator is told neither what the plan says nor who {word} is but her NHS number', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const secrets = { 'own words': 'with her dog', 'family name': national.family, 'date of birth': national.birthDate, 'mobile number': national.mobile, postcode: national.address.postcode }
  await this.check(ensureTellsNoMore, { service: SERVICE, subject: nhsNumber, secrets })
})

Then("the practice is asked to see to {word}'s plan", async function (this: AssayWorld, name: string) {
  this.named(name)
  const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('receptionist'), this.patient.view.id), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: /\bplan\b/i })
})
