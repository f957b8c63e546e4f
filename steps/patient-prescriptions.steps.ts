import { Given, Then, When } from '@cucumber/cucumber'
import type { RepeatRequestView } from '../candidate/port/online-services.ts'
import { check, finding } from './checks/check.ts'
import { at, ensureAnsweredAsPublished } from './checks/ensure-answered-as-published.ts'
import { ensureCount } from './checks/ensure-count.ts'
import { ask, refusedAs } from './support/app-calls.ts'
import { MEDICINES, type MedicineName } from './support/medicines.ts'
import { repeatOf } from './support/online.ts'
import { appExchange, ofType, resourcesIn, type AppCall, type AppExchange } from './support/patient-app.ts'
import { medicationOf, repeatRequest, requestsOf } from './support/patient-requests.ts'
import { daysAfter, onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

const GP = 'GP'
const today = () => onTheWall(Date.now()).date

const keyOf = (name: string, medicine: string) => `repeat ${name} ${medicine}`
/** The candidate's id of somebody's repeat medication. */
const repeatId = (world: AssayWorld, name: string, medicine: string) =>
  String(world.notes.get(keyOf(name, medicine)) ?? crypto.randomUUID())

async function takes(world: AssayWorld, name: string, medicine: MedicineName, issuedOn: readonly string[]): Promise<string> {
  const { view } = world.named(name)
  const id = must(
    await world.candidate.onlineServices.addRepeat(await world.behindTheScenes(GP), view!.id, repeatOf(medicine, issuedOn)),
    'put repeat medication on the list',
  )
  world.notes.set(keyOf(name, medicine), id)
  return id
}

async function stop(world: AssayWorld, name: string, id: string): Promise<void> {
  const { view } = world.named(name)
  must(await world.candidate.onlineServices.stopRepeat(await world.behindTheScenes(GP), view!.id, id), 'stop repeat medication')
}

Given('{word} takes {medicine} on repeat, issued twice so far', async function (this: AssayWorld, name: string, medicine: MedicineName) {
  await takes(this, name, medicine, [daysAfter(today(), -58), daysAfter(today(), -28)])
})

Given('{word} took {medicine} on repeat, stopped long ago', async function (this: AssayWorld, name: string, medicine: MedicineName) {
  await stop(this, name, await takes(this, name, medicine, [daysAfter(today(), -700)]))
})

Given(
  "the {persona} has stopped {word}'s {medicine}",
  async function (this: AssayWorld, _persona: string, name: string, medicine: MedicineName) {
    await stop(this, name, repeatId(this, name, medicine))
  },
)

/** Asks for more as somebody's app; what was sent is kept, to be sent again. */
async function askForMore(
  world: AssayWorld,
  name: string,
  repeat: string | undefined,
  { note, pharmacy, forWhom = name }: { note?: string; pharmacy?: string; forWhom?: string } = {},
): Promise<AppExchange> {
  const [patient, person] = [world.named(forWhom), world.named(name)]
  const call: AppCall = {
    ...repeatRequest(patient.nhsNumber, repeat, { ...(note !== undefined && { note }), ...(pharmacy !== undefined && { pharmacy }) }),
    requestId: crypto.randomUUID(),
  }
  world.notes.set('request', { name, call })
  return ask(world, person, call)
}

Given("{word}'s app has asked for more {medicine}", async function (this: AssayWorld, name: string, medicine: MedicineName) {
  const exchange = await askForMore(this, name, repeatId(this, name, medicine))
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'r4', shape: 'Task', status: 201 })
  this.notes.set('asked', exchange.answer.json)
})

When("{word}'s app asks for her/his/their medication", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, medicationOf(person.nhsNumber))
})

When("{word}'s app asks for her/his/their medication that can be asked for again", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, medicationOf(person.nhsNumber, [['intent', 'plan']]))
})

When("{word}'s app asks for her/his/their medication since a day next month", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, medicationOf(person.nhsNumber, [['authoredon', `ge${daysAfter(today(), 30)}`]]))
})

When("{word}'s app asks for more {medicine}", async function (this: AssayWorld, name: string, medicine: MedicineName) {
  await askForMore(this, name, repeatId(this, name, medicine))
})

When(
  "{word}'s app asks for more {medicine}, to be collected at {word}, and says {string}",
  async function (this: AssayWorld, name: string, medicine: MedicineName, pharmacy: string, note: string) {
    await askForMore(this, name, repeatId(this, name, medicine), { pharmacy, note })
  },
)

When(
  "{word}'s app asks for more of {word}'s {medicine}",
  async function (this: AssayWorld, name: string, owner: string, medicine: MedicineName) {
    await askForMore(this, name, repeatId(this, owner, medicine))
  },
)

When(
  "{word}'s app asks for more {medicine} for {word}",
  async function (this: AssayWorld, name: string, medicine: MedicineName, forWhom: string) {
    await askForMore(this, name, repeatId(this, forWhom, medicine), { forWhom })
  },
)

When("{word}'s app asks for more, without saying of what", async function (this: AssayWorld, name: string) {
  await askForMore(this, name, undefined)
})

When("{word}'s app sends the same request again", async function (this: AssayWorld, _name: string) {
  const { name, call } = this.notes.get('request') as { name: string; call: AppCall }
  await ask(this, this.named(name), call)
})

When("{word}'s app asks what became of her/his/their requests", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, requestsOf(person.nhsNumber))
})

async function requestsAtThePractice(world: AssayWorld, name: string): Promise<RepeatRequestView[]> {
  const { view } = world.named(name)
  return must(
    await world.candidate.onlineServices.repeatRequests(await world.behindTheScenes(GP), view!.id),
    "show the patient's requests",
  )
}

async function decide(world: AssayWorld, persona: string, name: string, decision: { accepted: boolean; reason?: string }): Promise<void> {
  const [request] = await requestsAtThePractice(world, name)
  const { view } = world.named(name)
  must(
    await world.candidate.onlineServices.decideRepeatRequest(await world.behindTheScenes(persona), view!.id, request?.id ?? 'none', decision),
    'take a decision on a request',
  )
}

Given("the {persona} has agreed to {word}'s request", async function (this: AssayWorld, persona: string, name: string) {
  await decide(this, persona, name, { accepted: true })
})

Given(
  "the {persona} has rejected {word}'s request, because {string}",
  async function (this: AssayWorld, persona: string, name: string, reason: string) {
    await decide(this, persona, name, { accepted: false, reason })
  },
)

Then(
  'the app is shown the {medicine}, with what it is of, how it is taken and how much',
  async function (this: AssayWorld, medicine: MedicineName) {
    const exchange = appExchange(this)
    await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'r4', shape: 'searchset', status: 200 })
    await this.check(ensureMedicineShown, { exchange, medicine })
  },
)

Then('the app is shown the {medicine} once', async function (this: AssayWorld, _medicine: MedicineName) {
  const exchange = appExchange(this)
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'r4', shape: 'searchset', status: 200 })
  await this.check(ensureOnlyPlans, { exchange, times: 1 })
})

Then(
  'the app is shown the {medicine}, and nothing that {word} takes',
  async function (this: AssayWorld, medicine: MedicineName, _name: string) {
    const exchange = appExchange(this)
    await this.check(ensureMedicineShown, { exchange, medicine })
    await this.check(ensureNoOtherMedicine, { exchange, medicine })
  },
)

Then('each issue names the repeat it belongs to', async function (this: AssayWorld) {
  await this.check(ensureIssuesBelong, { exchange: appExchange(this), issues: 2 })
})

Then('the app is told that the request was taken in', async function (this: AssayWorld) {
  await this.check(ensureAnsweredAsPublished, { exchange: appExchange(this), flavour: 'r4', shape: 'Task', status: 201 })
})

Then('the app is told of the same request as before', async function (this: AssayWorld) {
  const { id } = (this.notes.get('asked') ?? {}) as { id?: string }
  await this.check(ensureSameRequest, { exchange: appExchange(this), id: id ?? 'none' })
})

Then('the app is told that it was asked for already', async function (this: AssayWorld) {
  await refusedAs(this, { status: 409, code: 'DUPLICATE_REJECTED' })
})

Then('the app is told that there is no such medication', async function (this: AssayWorld) {
  await refusedAs(this, { status: 422, code: 'REFERENCE_NOT_FOUND' })
})

Then('the app is told that the request is being seen to', async function (this: AssayWorld) {
  const exchange = appExchange(this)
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'r4', shape: 'searchset', status: 200 })
  await this.check(ensureRequestStatus, { exchange, statuses: ['in-progress', 'accepted', 'received', 'completed'] })
})

Then('the app is told that the request was rejected, because {string}', async function (this: AssayWorld, reason: string) {
  const exchange = appExchange(this)
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'r4', shape: 'searchset', status: 200 })
  await this.check(ensureRequestStatus, { exchange, statuses: ['rejected'], reason })
})

Then('the practice sees that {word} asks for more {medicine}', async function (this: AssayWorld, name: string, medicine: MedicineName) {
  await this.check(ensureRequestSeen, { seen: await requestsAtThePractice(this, name), term: MEDICINES[medicine].term })
})

Then(
  'the practice sees that {word} asks for more {medicine}, to be collected at {word}, and says {string}',
  async function (this: AssayWorld, name: string, medicine: MedicineName, pharmacy: string, note: string) {
    await this.check(ensureRequestSeen, { seen: await requestsAtThePractice(this, name), term: MEDICINES[medicine].term, pharmacy, note })
  },
)

Then("the practice has {int} request(s) of {word}'s", async function (this: AssayWorld, expected: number, name: string) {
  await this.check(ensureCount, { what: 'requests', seen: (await requestsAtThePractice(this, name)).length, expected })
})

interface ShownMedication {
  resourceType?: string
  id?: string
  intent?: string
  basedOn?: { reference?: string }[]
  medicationCodeableConcept?: { coding?: { code?: string }[] }
  dosageInstruction?: { text?: string }[]
  dispenseRequest?: { quantity?: { value?: number } }
}

const medicationsIn = (json: unknown) => ofType(json, 'MedicationRequest') as ShownMedication[]
const isOf = (name: MedicineName) => (each: ShownMedication) =>
  each.medicationCodeableConcept?.coding?.some(({ code }) => code === MEDICINES[name].code) === true

const ensureMedicineShown = check(
  'the app is shown what the patient takes',
  (_sight, { exchange, medicine }: { exchange: AppExchange; medicine: MedicineName }) => {
    const { dosage, quantity } = repeatOf(medicine, [])
    const plan = medicationsIn(exchange.answer.json).find((each) => each.intent === 'plan' && isOf(medicine)(each))
    if (!plan)
      return at(exchange, [
        finding('it is missing', { expected: MEDICINES[medicine].term, seen: `${medicationsIn(exchange.answer.json).length} entries` }),
      ])
    const [taken, amount] = [plan.dosageInstruction?.[0]?.text, plan.dispenseRequest?.quantity?.value]
    return at(exchange, [
      taken !== dosage && finding('taken otherwise', { expected: dosage, seen: taken ?? 'nothing' }),
      amount !== quantity && finding('another quantity', { expected: String(quantity), seen: String(amount) }),
    ])
  },
)

const ensureOnlyPlans = check(
  'the app is shown what can be asked for again, and nothing else',
  (_sight, { exchange, times }: { exchange: AppExchange; times: number }) => {
    const shown = medicationsIn(exchange.answer.json)
    return at(exchange, [
      shown.length !== times && finding('more or less', { expected: String(times), seen: String(shown.length) }),
      ...shown.map(
        ({ intent }) => intent !== 'plan' && finding('something that is no plan', { expected: 'plan', seen: intent ?? 'nothing' }),
      ),
    ])
  },
)

const ensureNoOtherMedicine = check(
  "nothing of another patient's is shown",
  (_sight, { exchange, medicine }: { exchange: AppExchange; medicine: MedicineName }) =>
    at(
      exchange,
      medicationsIn(exchange.answer.json).map(
        (each) =>
          !isOf(medicine)(each) &&
          finding('another medicine', { expected: MEDICINES[medicine].term, seen: JSON.stringify(each.medicationCodeableConcept) }),
      ),
    ),
)

const ensureIssuesBelong = check(
  'each issue names the repeat it belongs to',
  (_sight, { exchange, issues }: { exchange: AppExchange; issues: number }) => {
    const shown = medicationsIn(exchange.answer.json)
    const plans = new Set(shown.filter(({ intent }) => intent === 'plan').map(({ id }) => `MedicationRequest/${id}`))
    const orders = shown.filter(({ intent }) => intent === 'order')
    return at(exchange, [
      orders.length !== issues && finding('more or fewer issues', { expected: String(issues), seen: String(orders.length) }),
      ...orders.map(
        ({ id, basedOn }) =>
          !basedOn?.some(({ reference }) => plans.has(reference ?? '')) &&
          finding('an issue of nothing', { expected: [...plans], seen: `${id}: ${JSON.stringify(basedOn)}` }),
      ),
    ])
  },
)

const ensureSameRequest = check('it is the same request', (_sight, { exchange, id }: { exchange: AppExchange; id: string }) => {
  const { id: seen } = (exchange.answer.json ?? {}) as { id?: string }
  return at(exchange, [
    (exchange.answer.status >= 300 || seen !== id) &&
      finding('it is not', { expected: `Task/${id}`, seen: `${exchange.answer.status}: ${exchange.answer.text.slice(0, 160)}` }),
  ])
})

const ensureRequestStatus = check(
  'the app is told what became of the request',
  (_sight, { exchange, statuses, reason }: { exchange: AppExchange; statuses: readonly string[]; reason?: string }) => {
    const [task] = resourcesIn(exchange.answer.json) as { status?: string; statusReason?: { text?: string } }[]
    return at(exchange, [
      !statuses.includes(task?.status ?? '') &&
        finding('another status', { expected: statuses.join(' or '), seen: task?.status ?? 'no request' }),
      reason !== undefined &&
        task?.statusReason?.text !== reason &&
        finding('another reason', { expected: reason, seen: task?.statusReason?.text ?? 'none' }),
    ])
  },
)

const ensureRequestSeen = check(
  'the practice sees the request as the patient made it',
  (_sight, { seen, term, pharmacy, note }: { seen: readonly RepeatRequestView[]; term: string; pharmacy?: string; note?: string }) => {
    const [request, ...more] = seen
    if (!request) return finding('no request', { expected: term, seen: 'none' })
    return [
      more.length > 0 && finding('more than one', { expected: 'one', seen: String(1 + more.length) }),
      !request.term?.includes(term) && finding('for something else', { expected: term, seen: request.term ?? 'nothing' }),
      pharmacy !== undefined &&
        request.pharmacy !== pharmacy &&
        finding('another pharmacy', { expected: pharmacy, seen: request.pharmacy ?? 'none' }),
      note !== undefined && request.note !== note && finding("not the patient's words", { expected: note, seen: request.note ?? 'none' }),
    ]
  },
)
