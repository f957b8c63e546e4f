import { defineParameterType, Given, Then, When, type DataTable } from '@cucumber/cucumber'
import type { AppointmentView } from '../candidate/port/appointments.ts'
import type { TaskView } from '../candidate/port/tasks.ts'
import { CandidateFault } from '../candidate/port/faults.ts'
import { check, finding } from './checks/check.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { ensureSenderAnswered, ensureSenderRefused, ensureStrangerShutOut, type BarsRefusal } from './checks/ensure-sender-answered.ts'
import { DESK, sessionOf, slotOf } from './support/appointment-book.ts'
import { readTrail, trailSinceMark } from './support/audit-trail.ts'
import {
  bookingTo,
  CALL_FLAWS,
  cancellationTo,
  MESSAGE_FLAWS,
  OTHER_SERVICE,
  OWN_SERVICE,
  referralTo,
  resourceIn,
  sendToPractice,
  senderExchange,
  slotsBetween,
  type SenderExchange,
} from './support/bars-sender.ts'
import { CONSUMER } from './support/consumer.ts'
import { secretsOf } from './gp-connect.steps.ts'
import { must, type AssayWorld } from './world.ts'

type Json = Record<string, unknown>
type Kind = 'ServiceRequest' | 'Appointment'

const GP = 'GP'
const COMPLAINT = 'Cut on the hand, seen last night'

const post = (world: AssayWorld, message: unknown) => sendToPractice(world, { method: 'POST', path: '$process-message', body: message })

/** Keeps what the practice has told of what it took in. */
function keep(world: AssayWorld, kind: Kind, exchange: SenderExchange): SenderExchange {
  const resource = resourceIn(exchange.answer.json, kind)
  if (exchange.answer.status === 200 && resource) world.notes.set('taken in', resource)
  return exchange
}

function takenIn(world: AssayWorld): Json {
  const resource = world.notes.get('taken in') as Json | undefined
  if (!resource) throw new CandidateFault('The candidate has not told another service what became of its message: there is nothing to go on with.')
  return resource
}

async function send(world: AssayWorld, kind: Kind, message: Json): Promise<SenderExchange> {
  world.notes.set('message to the practice', message)
  return keep(world, kind, await post(world, message))
}

const refer = (world: AssayWorld, name: string) => send(world, 'ServiceRequest', referralTo(world.named(name), COMPLAINT))
const book = (world: AssayWorld, name: string, at = 0) => send(world, 'Appointment', bookingTo(world.named(name), slotOf(world, GP, at), COMPLAINT))

When('urgent care refers {word} to the practice', async function (this: AssayWorld, name: string) {
  await refer(this, name)
})
Given('urgent care has referred {word} to the practice', async function (this: AssayWorld, name: string) {
  await this.check(ensureSenderAnswered, { exchange: await refer(this, name) })
})
When('urgent care books the first time of the GP for {word}', async function (this: AssayWorld, name: string) {
  await book(this, name)
})
Given('urgent care has booked the first time of the GP for {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureSenderAnswered, { exchange: await book(this, name) })
})
When('urgent care books the first time of the GP for {word}, an hour later than it is', async function (this: AssayWorld, name: string) {
  const { id, start, end } = slotOf(this, GP, 0)
  const later = (at: string) => new Date(Date.parse(at) + 3_600_000).toISOString()
  await send(this, 'Appointment', bookingTo(this.named(name), { id, start: later(start), end: later(end) }, COMPLAINT))
})
When('urgent care sends the same message again', async function (this: AssayWorld) {
  await post(this, this.notes.get('message to the practice'))
})
When('urgent care refers {word} to the practice by messages in each of these ways:', async function (this: AssayWorld, name: string, table: DataTable) {
  const exchanges: [string, SenderExchange][] = []
  for (const [words = ''] of table.raw()) {
    const flaw = MESSAGE_FLAWS[words]
    if (!flaw) throw new Error(`Failed to send a message "${words}": scenarios know ${Object.keys(MESSAGE_FLAWS).join(', ')}.`)
    const message = structuredClone(referralTo(this.named(name), COMPLAINT))
    flaw(message)
    exchanges.push([words, await post(this, message)])
  }
  this.notes.set('each call', exchanges)
})
When('urgent care asks what has become of the referral in each of these ways:', async function (this: AssayWorld, table: DataTable) {
  const exchanges: [string, SenderExchange][] = []
  for (const [words = ''] of table.raw()) {
    const flaw = CALL_FLAWS[words]
    if (!flaw) throw new Error(`Failed to call "${words}": scenarios know ${Object.keys(CALL_FLAWS).join(', ')}.`)
    exchanges.push([words, await sendToPractice(this, { path: `ServiceRequest/${String(takenIn(this)['id'])}`, ...flaw })])
  }
  this.notes.set('each call', exchanges)
})

async function cancel(world: AssayWorld, name: string, { from, held = takenIn(world) }: { from?: string; held?: Json } = {}): Promise<SenderExchange> {
  return keep(world, held['resourceType'] as Kind, await post(world, cancellationTo(world.named(name), held, from === undefined ? {} : { from })))
}

When('urgent care cancels it for {word}', async function (this: AssayWorld, name: string) {
  await cancel(this, name)
})
When('another service than that which sent it cancels it for {word}', async function (this: AssayWorld, name: string) {
  await cancel(this, name, { from: OTHER_SERVICE })
})
When('urgent care cancels it for {word} as it was before', async function (this: AssayWorld, name: string) {
  const held = takenIn(this)
  await cancel(this, name, { held: { ...held, meta: { ...(held['meta'] as Json), versionId: '0' } } })
})
When("urgent care cancels {word}'s as if it were {word}'s", async function (this: AssayWorld, _whose: string, name: string) {
  await cancel(this, name)
})

When('urgent care asks what the practice takes', async function (this: AssayWorld) {
  await sendToPractice(this, { path: 'metadata' })
})
When('urgent care asks what has to be in a message to the practice', async function (this: AssayWorld) {
  await sendToPractice(this, { path: 'MessageDefinition', query: [['context', `https://fhir.nhs.uk/Id/dos-service-id|${OWN_SERVICE}`]] })
})
When("urgent care asks for times on the day of the GP's session", async function (this: AssayWorld) {
  const { slots } = sessionOf(this, GP)
  await sendToPractice(this, slotsBetween(Date.parse(slots[0]!.start) - 60_000, Date.parse(slots.at(-1)!.end)))
})
When('urgent care asks for times of a whole year', async function (this: AssayWorld) {
  await sendToPractice(this, slotsBetween(Date.now(), Date.now() + 366 * 86_400_000))
})
Given('the first time of the GP is kept back for the desk', async function (this: AssayWorld) {
  must(await this.candidate.appointments.offerToPatients(await this.behindTheScenes('practice manager'), slotOf(this, GP, 0).id, false), 'keep a slot back')
})
When("urgent care asks for {word}'s {word}", async function (this: AssayWorld, name: string, what: string) {
  const kind: Kind = what === 'bookings' ? 'Appointment' : 'ServiceRequest'
  await sendToPractice(this, { path: kind, query: [['patient:identifier', `https://fhir.nhs.uk/Id/nhs-number|${this.named(name).nhsNumber}`]] })
})
When('urgent care looks at what it has sent', async function (this: AssayWorld) {
  const held = takenIn(this)
  keep(this, held['resourceType'] as Kind, await sendToPractice(this, { path: `${String(held['resourceType'])}/${String(held['id'])}` }))
})

/** Refusals by how scenarios word why. */
const REASONS: Record<string, BarsRefusal> = {
  'the message is malformed': { statuses: [400, 422], codes: ['REC_BAD_REQUEST', 'REC_UNPROCESSABLE_ENTITY'] },
  'the call is malformed': { statuses: [400, 404, 406, 422], codes: ['REC_BAD_REQUEST', 'REC_NOT_FOUND', 'REC_NOT_ACCEPTABLE', 'REC_UNPROCESSABLE_ENTITY'] },
  'it was processed before': { statuses: [409], codes: ['REC_CONFLICT'], issue: 'duplicate' },
  'somebody was quicker': { statuses: [409], codes: ['REC_CONFLICT'], issue: 'conflict' },
  'the patient is not registered here': { statuses: [404, 422], codes: ['REC_NOT_FOUND', 'REC_UNPROCESSABLE_ENTITY'] },
  'this cannot be booked': { statuses: [400, 404, 409, 422], codes: ['REC_BAD_REQUEST', 'REC_NOT_FOUND', 'REC_CONFLICT', 'REC_UNPROCESSABLE_ENTITY'] },
  'it is not theirs': { statuses: [401, 403, 404], codes: ['REC_UNAUTHORIZED', 'REC_FORBIDDEN', 'REC_NOT_FOUND'] },
  'it is not of this patient': { statuses: [404, 409, 422], codes: ['REC_NOT_FOUND', 'REC_CONFLICT', 'REC_UNPROCESSABLE_ENTITY'] },
  'it asks for too much': { statuses: [400, 422], codes: ['REC_BAD_REQUEST', 'REC_UNPROCESSABLE_ENTITY'] },
}
defineParameterType({ name: 'barsReason', regexp: new RegExp(Object.keys(REASONS).join('|')), transformer: (words: string) => REASONS[words]! })

Then('the other service is refused because {barsReason}', async function (this: AssayWorld, refusal: BarsRefusal) {
  await this.check(ensureSenderRefused, { exchange: senderExchange(this), refusal, secrets: secretsOf(this) })
})
Then('each is refused because {barsReason}', async function (this: AssayWorld, refusal: BarsRefusal) {
  for (const [how, exchange] of this.notes.get('each call') as [string, SenderExchange][]) await this.check(ensureSenderRefused, { exchange, how, refusal, secrets: [] })
})
Then('each comes to nothing', async function (this: AssayWorld) {
  for (const [how, exchange] of this.notes.get('each call') as [string, SenderExchange][]) await this.check(ensureStrangerShutOut, { exchange, how })
})

Then('urgent care is told that it is taken in', async function (this: AssayWorld) {
  const exchange = senderExchange(this)
  const { id } = this.notes.get('message to the practice') as Json
  const header = resourceIn(exchange.answer.json, 'MessageHeader')
  const response = (header?.['response'] ?? {}) as { identifier?: string; code?: string }
  await this.check(ensureSenderAnswered, {
    exchange,
    wrong: [
      (response.identifier !== id || response.code !== 'ok') && 'it does not say to which message it is the answer',
      typeof takenIn(this)['id'] !== 'string' && 'it does not say under which id it is known here',
      ((takenIn(this)['meta'] ?? {}) as Json)['versionId'] === undefined && 'it does not say which version it is',
    ],
  })
})
Then('urgent care is told that bookings and referrals are taken', async function (this: AssayWorld) {
  const exchange = senderExchange(this)
  const text = exchange.answer.text
  await this.check(ensureSenderAnswered, {
    exchange,
    wrong: [
      resourceIn(exchange.answer.json, 'CapabilityStatement') === undefined && 'it is no CapabilityStatement',
      !text.includes('$process-message') && 'it does not say that it takes messages',
      ...['Slot', 'Appointment', 'ServiceRequest', 'bars-message-booking-request', 'bars-message-servicerequest-request-referral'].map((name) => !text.includes(name) && `it does not name ${name}`),
    ],
  })
})
Then('urgent care is told for each kind of message what it needs', async function (this: AssayWorld) {
  const exchange = senderExchange(this)
  const text = exchange.answer.text
  await this.check(ensureSenderAnswered, {
    exchange,
    wrong: [
      resourceIn(exchange.answer.json, 'MessageDefinition') === undefined && 'there is no MessageDefinition',
      ...['servicerequest-request', 'booking-request', OWN_SERVICE].map((name) => !text.includes(name) && `it does not name ${name}`),
    ],
  })
})
Then(/^urgent care is shown all times of the session(, but the first)?$/, async function (this: AssayWorld, but: string | null) {
  const exchange = senderExchange(this)
  await this.check(ensureSenderAnswered, { exchange })
  const ids = sessionOf(this, GP).slots.map(({ id }) => id)
  await this.check(ensureTimesTold, { exchange, shown: but === null ? ids : ids.slice(1), hidden: but === null ? [] : ids.slice(0, 1) })
})
Then("urgent care is shown {word}'s, and nothing of {word}'s", async function (this: AssayWorld, _name: string, _other: string) {
  const exchange = senderExchange(this)
  await this.check(ensureSenderAnswered, { exchange })
  await this.check(ensureTheirsOnly, { exchange, id: String(takenIn(this)['id']), count: 1 })
})
Then('urgent care is shown nothing', async function (this: AssayWorld) {
  const exchange = senderExchange(this)
  await this.check(ensureSenderAnswered, { exchange })
  await this.check(ensureTheirsOnly, { exchange, id: 'none', count: 0 })
})
const STATES: Record<string, string> = { open: 'active', revoked: 'revoked', booked: 'booked', cancelled: 'cancelled' }
Then(/^urgent care is told that it is (open|revoked|booked|cancelled)$/, async function (this: AssayWorld, words: string) {
  const seen = takenIn(this)['status']
  await this.check(ensureSenderAnswered, { exchange: senderExchange(this), wrong: [seen !== STATES[words] && `it says ${String(seen)}`] })
})

const desk = (world: AssayWorld) => world.behindTheScenes(DESK)
const tasksOf = async (world: AssayWorld, name: string): Promise<TaskView[]> => must(await world.candidate.tasks.open(await desk(world), world.named(name).view?.id ?? 'none'), 'show what is to be done')
const appointmentsOf = async (world: AssayWorld, name: string): Promise<AppointmentView[]> => must(await world.candidate.appointments.ofPatient(await desk(world), world.named(name).view?.id ?? 'none'), 'show appointments')

Then('somebody at the practice is asked to see to {word}, once, with what urgent care wrote', async function (this: AssayWorld, name: string) {
  const tasks = (await tasksOf(this, name)).filter(({ text }) => /refer/i.test(text))
  await this.check(ensureTask, { tasks, mentions: new RegExp(COMPLAINT) })
  await this.check(ensureOnce, { tasks })
})
Then('nobody at the practice is asked to see to {word} any more', async function (this: AssayWorld, name: string) {
  await this.check(ensureNoTask, { tasks: await tasksOf(this, name), mentions: /refer/i })
})
Then('nobody at the practice is asked to see to {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNoTask, { tasks: await tasksOf(this, name), mentions: /refer/i })
})
Then("the first time of the GP is {word}'s, with what urgent care wrote", async function (this: AssayWorld, name: string) {
  await this.check(ensureBookedIn, { appointments: await appointmentsOf(this, name), slotId: slotOf(this, GP, 0).id, mentions: COMPLAINT })
})
Then('the audit trail says which organisation sent it about {word}', async function (this: AssayWorld, name: string) {
  const patientId = this.named(name).view?.id ?? 'none'
  const lines = await readTrail(this, { patientId })
  await this.check(ensureAudited, { lines, fact: { success: true, userId: CONSUMER.organisation.odsCode, patientId, actions: ['C', 'E'] } })
})
Then('the audit trail says since then that another service was refused', async function (this: AssayWorld) {
  await this.check(ensureAudited, { lines: await trailSinceMark(this), fact: { success: false } })
})

const shownBy = (exchange: SenderExchange) => ({ exchange: exchange.answer.exchange })
const idsIn = ({ answer }: SenderExchange, type: RegExp): string[] =>
  (((answer.json ?? {}) as { entry?: { resource?: Json }[] }).entry ?? []).flatMap(({ resource }) => (type.test(String(resource?.['resourceType'])) ? [String(resource!['id'])] : []))

const ensureTimesTold = check('other services are shown the times that are set aside for them', (_sight, { exchange, shown, hidden }: { exchange: SenderExchange; shown: readonly string[]; hidden: readonly string[] }) => {
  const ids = idsIn(exchange, /^Slot$/)
  return [
    ...shown.filter((id) => !ids.includes(id)).map((id) => ({ ...finding('a time is not shown', { expected: id, seen: ids }), ...shownBy(exchange) })),
    ...hidden.filter((id) => ids.includes(id)).map((id) => ({ ...finding('a time is shown that is not theirs to book', { expected: 'not shown', seen: id }), ...shownBy(exchange) })),
  ]
})
const ensureTheirsOnly = check('another service is shown what is of that patient, and nothing else', (_sight, { exchange, id, count }: { exchange: SenderExchange; id: string; count: number }) => {
  const ids = idsIn(exchange, /^(Appointment|ServiceRequest)$/)
  return [
    ids.length !== count && { ...finding('more or less is shown', { expected: count, seen: ids.length }), ...shownBy(exchange) },
    count > 0 && !ids.includes(id) && { ...finding('what was sent is not shown', { expected: id, seen: ids }), ...shownBy(exchange) },
  ]
})
const ensureOnce = check('nobody is asked twice', (_sight, { tasks }: { tasks: readonly TaskView[] }) => tasks.length > 1 && finding('more than one task', { expected: 1, seen: tasks.map(({ text }) => text) }))
const ensureBookedIn = check('the appointment is in the book', (_sight, { appointments, slotId, mentions }: { appointments: readonly AppointmentView[]; slotId: string; mentions: string }) => {
  const live = appointments.filter(({ status }) => status === 'booked')
  const [appointment] = live
  return [
    (live.length !== 1 || appointment?.slotId !== slotId) && finding('another one, or none, or more', { expected: `1 in slot ${slotId}`, seen: live.map((each) => each.slotId) }),
    appointment !== undefined && !appointment.reason?.includes(mentions) && finding('it does not say why', { expected: mentions, seen: appointment.reason ?? 'nothing' }),
  ]
})
