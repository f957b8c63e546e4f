import { Given, Then, When } from '@cucumber/cucumber'
import type { AppointmentView } from '../candidate/port/appointments.ts'
import { check, finding } from './checks/check.ts'
import { at, ensureAnsweredAsPublished } from './checks/ensure-answered-as-published.ts'
import { ensureCount } from './checks/ensure-count.ts'
import { ask, refusedAs, type OfOthers } from './support/app-calls.ts'
import { DESK, bookOf, publishAhead, publishToday, sessionOf, slotOf } from './support/appointment-book.ts'
import { appExchange, ofType, type AppCall, type AppExchange } from './support/patient-app.ts'
import { appointmentsOf, appointmentWith, booking, cancellation, slotSearch } from './support/patient-requests.ts'
import { daysAfter } from './support/practice-clock.ts'
import { must, type AssayWorld, type Person } from './world.ts'

const GP = 'GP'
const NO_SUCH = '999999999999'

Given('a session of the {persona} today that patients may book has been published', async function (this: AssayWorld, persona: string) {
  await publishToday(this, persona, { patientBookable: true })
})

Given(
  'sessions of the {persona} and of the {persona} that patients may book have been published, the second five minutes later',
  async function (this: AssayWorld, first: string, second: string) {
    await publishAhead(this, [first, second], { patientBookable: true })
  },
)

/** Books as somebody's app; what was sent is kept, to be sent again. */
async function book(
  world: AssayWorld,
  name: string,
  persona: string,
  words: { description?: string; comment?: string } = {},
  forWhom = name,
): Promise<AppExchange> {
  const [patient, person] = [world.named(forWhom), world.named(name)]
  const call: AppCall = { ...booking(patient.nhsNumber, slotOf(world, persona, 0), words), requestId: crypto.randomUUID() }
  world.notes.set('booking', { name, call })
  return ask(world, person, call)
}

Given("{word}'s app has booked the first time of the {persona}", async function (this: AssayWorld, name: string, persona: string) {
  const exchange = await book(this, name, persona)
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'stu3', shape: 'Appointment', status: 201 })
  this.notes.set('booked', exchange.answer.json)
})

/** The appointment as the app was told of it when it was booked. */
const booked = (world: AssayWorld) => (world.notes.get('booked') ?? {}) as Record<string, unknown>

When(
  "{word}'s app searches for times on the day of the {persona}'s session",
  async function (this: AssayWorld, name: string, persona: string) {
    const { date } = sessionOf(this, persona).plan
    await ask(this, this.named(name), slotSearch(date, date))
  },
)

When("{word}'s app searches for times over {int} days", async function (this: AssayWorld, name: string, days: number) {
  // Late in the search is the session, if there is one: whoever searches less far than was asked does not find it.
  const [today, { plan }] = [onTheWallToday(), bookOf(this)]
  const lateIn = daysAfter(plan?.date ?? today, 1 - days)
  const from = lateIn > today && plan !== undefined ? lateIn : today
  await ask(this, this.named(name), slotSearch(from, daysAfter(from, days)))
})

const onTheWallToday = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now())

When(
  "{word}'s app books the first time of the {persona} because of {string}",
  async function (this: AssayWorld, name: string, persona: string, description: string) {
    await book(this, name, persona, { description })
  },
)

When(
  "{word}'s app books the first time of the {persona} with {int} characters of notes",
  async function (this: AssayWorld, name: string, persona: string, length: number) {
    const comment = 'I have had this for some time. '
      .repeat(Math.ceil(length / 31))
      .slice(0, length - 1)
      .concat('!')
    this.notes.set('comment', comment)
    await book(this, name, persona, { comment })
  },
)

When(
  "{word}'s app books the first time of the {persona} for {word}",
  async function (this: AssayWorld, name: string, persona: string, forWhom: string) {
    await book(this, name, persona, {}, forWhom)
  },
)

When(
  "{word}'s and {word}'s apps book the first time of the {persona} at the same moment",
  async function (this: AssayWorld, one: string, other: string, persona: string) {
    this.notes.set('both', await Promise.all([book(this, one, persona), book(this, other, persona)]))
  },
)

When("{word}'s app sends the same booking again", async function (this: AssayWorld, _name: string) {
  const { name, call } = this.notes.get('booking') as { name: string; call: AppCall }
  await ask(this, this.named(name), call)
})

When(
  "{word}'s app asks for her/his/their appointments around the day of the {persona}'s session",
  async function (this: AssayWorld, name: string, persona: string) {
    const { date } = sessionOf(this, persona).plan
    const person = this.named(name)
    await ask(this, person, appointmentsOf(person.nhsNumber, daysAfter(date, -1), daysAfter(date, 1)))
  },
)

When("{word}'s app asks for her/his/their appointments a month later", async function (this: AssayWorld, name: string) {
  const { date } = sessionOf(this, GP).plan
  const person = this.named(name)
  await ask(this, person, appointmentsOf(person.nhsNumber, daysAfter(date, 30), daysAfter(date, 60)))
})

When("{word}'s app opens that appointment", async function (this: AssayWorld, name: string) {
  const [owner] = this.people.values()
  const person = this.named(name)
  const exchange = await ask(this, person, appointmentWith(String(booked(this)['id'])))
  this.notes.set('of others', {
    known: exchange,
    other: owner!,
    unknown: () => ask(this, person, appointmentWith(NO_SUCH)),
  } satisfies OfOthers)
})

When("{word}'s app cancels the appointment because of {string}", async function (this: AssayWorld, name: string, reason: string) {
  const [owner] = this.people.values()
  const person = this.named(name)
  const exchange = await ask(this, person, cancellation(booked(this), reason))
  this.notes.set('of others', {
    known: exchange,
    other: owner!,
    unknown: () => ask(this, person, cancellation({ ...booked(this), id: NO_SUCH }, reason)),
  } satisfies OfOthers)
})

Given("{word}'s app has cancelled the appointment", async function (this: AssayWorld, name: string) {
  const exchange = await ask(this, this.named(name), cancellation(booked(this)))
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'stu3', shape: 'Appointment', status: 200 })
})

When(
  "{word}'s app cancels the appointment and puts the second time of the {persona} into it",
  async function (this: AssayWorld, name: string, persona: string) {
    const { id, start, end } = slotOf(this, persona, 1)
    await ask(
      this,
      this.named(name),
      cancellation(booked(this), 'I would rather come later', { start, end, slot: [{ reference: `Slot/${id}` }] }),
    )
  },
)

Then("the app is shown all times of the {persona}'s session", async function (this: AssayWorld, persona: string) {
  await this.check(ensureAnsweredAsPublished, { exchange: appExchange(this), flavour: 'stu3', shape: 'searchset', status: 200 })
  await this.check(ensureTimesShown, { exchange: appExchange(this), shown: sessionOf(this, persona).slots.map(({ id }) => id), hidden: [] })
})

Then("the app is shown no time of the {persona}'s session", async function (this: AssayWorld, persona: string) {
  await this.check(ensureTimesShown, { exchange: appExchange(this), shown: [], hidden: sessionOf(this, persona).slots.map(({ id }) => id) })
})

Then("the app is not shown the first and the second time of the {persona}'s session", async function (this: AssayWorld, persona: string) {
  const [first, second, ...others] = sessionOf(this, persona).slots.map(({ id }) => id)
  await this.check(ensureTimesShown, { exchange: appExchange(this), shown: others, hidden: [first!, second!] })
})

Then('the app is told of the appointment', async function (this: AssayWorld) {
  await this.check(ensureAnsweredAsPublished, { exchange: appExchange(this), flavour: 'stu3', shape: 'Appointment', status: 201 })
})

Then('the app is told of the same appointment as before', async function (this: AssayWorld) {
  await this.check(ensureSameAppointment, { exchange: appExchange(this), id: String(booked(this)['id']) })
})

Then('the app is told that the time is gone', async function (this: AssayWorld) {
  await refusedAs(this, { status: 409, code: 'DUPLICATE_REJECTED' })
})

Then('the app is told that there is nothing like that', async function (this: AssayWorld) {
  await refusedAs(
    this,
    { status: 404, code: 'NO_RECORD_FOUND' },
    { status: 403, code: 'ACCESS_DENIED' },
    { status: 400, code: 'BAD_REQUEST' },
  )
})

/** Refused in any of the ways that the API publishes for what a booking or a request may come to. */
Then('the app is refused', async function (this: AssayWorld) {
  await refusedAs(
    this,
    { status: 400, code: 'BAD_REQUEST' },
    { status: 400, code: 'VALIDATION_ERROR' },
    { status: 400, code: 'UNSUPPORTED_VALUE' },
    { status: 403, code: 'ACCESS_DENIED' },
    { status: 404, code: 'NO_RECORD_FOUND' },
    { status: 404, code: 'PATIENT_NOT_FOUND' },
    { status: 409, code: 'DUPLICATE_REJECTED' },
    { status: 422, code: 'INVALID_RESOURCE' },
    { status: 422, code: 'REFERENCE_NOT_FOUND' },
  )
})

Then('the app is told that it is too late', async function (this: AssayWorld) {
  await refusedAs(this, { status: 461, code: 'ACCESS_DENIED' })
})

Then('the app is told that it cannot be cancelled', async function (this: AssayWorld) {
  await refusedAs(this, { status: 409, code: 'ACCESS_DENIED' })
})

Then('one of them has the appointment, and the other is told that the time is gone', async function (this: AssayWorld) {
  await this.check(ensureOneHasIt, { both: this.notes.get('both') as AppExchange[] })
})

Then('the app is shown that appointment and no other', async function (this: AssayWorld) {
  await this.check(ensureAnsweredAsPublished, { exchange: appExchange(this), flavour: 'stu3', shape: 'searchset', status: 200 })
  await this.check(ensureAppointmentsShown, { exchange: appExchange(this), ids: [String(booked(this)['id'])] })
})

Then('the app is shown no appointment', async function (this: AssayWorld) {
  await this.check(ensureAppointmentsShown, { exchange: appExchange(this), ids: [] })
})

Then('the app is told that the appointment is cancelled because of {string}', async function (this: AssayWorld, reason: string) {
  const exchange = appExchange(this)
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'stu3', shape: 'Appointment', status: 200 })
  await this.check(ensureCancelledFor, { exchange, reason })
})

/** What the practice sees of somebody's appointments. */
async function atThePractice(world: AssayWorld, person: Person): Promise<AppointmentView[]> {
  return must(
    await world.candidate.appointments.ofPatient(await world.behindTheScenes(DESK), person.view?.id ?? 'none'),
    "show the patient's appointments",
  )
}

Then(
  'the practice sees that {word} has booked the first slot of the {persona} online because of {string}',
  async function (this: AssayWorld, name: string, persona: string, reason: string) {
    const [appointment, ...more] = await atThePractice(this, this.named(name))
    await this.check(ensureBookedOnline, { appointment, more: more.length, slotId: slotOf(this, persona, 0).id, reason })
  },
)

Then('the practice sees all {int} characters of the notes', async function (this: AssayWorld, _length: number) {
  const [owner] = this.people.values()
  const [appointment] = await atThePractice(this, owner!)
  await this.check(ensureWordsKept, { kept: appointment?.reason ?? '', words: String(this.notes.get('comment')) })
})

Then('{word} has {int} appointment(s)', async function (this: AssayWorld, name: string, expected: number) {
  const live = (await atThePractice(this, this.named(name))).filter(({ status }) => status !== 'cancelled')
  await this.check(ensureCount, { what: 'appointments', seen: live.length, expected })
})

Then('the practice sees the appointment as booked', async function (this: AssayWorld) {
  const [owner] = this.people.values()
  await this.check(ensureStatus, { appointment: (await atThePractice(this, owner!))[0], status: 'booked' })
})

Then('the practice sees the cancelled appointment, with the reason {string}', async function (this: AssayWorld, reason: string) {
  const [owner] = this.people.values()
  await this.check(ensureStatus, { appointment: (await atThePractice(this, owner!))[0], status: 'cancelled', because: reason })
})

Then('the {nth} slot of the {persona} is free again', async function (this: AssayWorld, nth: number, persona: string) {
  const { id } = sessionOf(this, persona)
  const slots = must(await this.candidate.appointments.slotsOf(await this.behindTheScenes(DESK), id), 'show the slots')
  await this.check(ensureFree, { status: slots[nth]?.status })
})

Then('the appointment is still at the first time of the {persona}', async function (this: AssayWorld, persona: string) {
  const [owner] = this.people.values()
  const [appointment] = await atThePractice(this, owner!)
  await this.check(ensureAt, { appointment, slotId: slotOf(this, persona, 0).id, start: slotOf(this, persona, 0).start })
})

const ensureTimesShown = check(
  'the app is shown the times that patients may book, and no others',
  (_sight, { exchange, shown, hidden }: { exchange: AppExchange; shown: readonly string[]; hidden: readonly string[] }) => {
    const { answer } = exchange
    if (answer.status !== 200)
      return at(exchange, [finding('the search was refused', { expected: '200', seen: `${answer.status}: ${answer.text.slice(0, 200)}` })])
    const ids = ofType(answer.json, 'Slot').map(({ id }) => id)
    return at(exchange, [
      ...shown.map((id) => !ids.includes(id) && finding('a time is missing', { expected: `Slot/${id}`, seen: `${ids.length} times` })),
      ...hidden.map((id) => ids.includes(id) && finding('a time that must not be shown', { expected: 'not shown', seen: `Slot/${id}` })),
      ...ofType(answer.json, 'Slot').map(
        ({ id, status }) =>
          status !== 'free' && finding('a time that is not free', { expected: 'free', seen: `Slot/${String(id)}: ${String(status)}` }),
      ),
    ])
  },
)

const ensureSameAppointment = check('it is the same appointment', (_sight, { exchange, id }: { exchange: AppExchange; id: string }) => {
  const { id: seen, resourceType } = (exchange.answer.json ?? {}) as { id?: string; resourceType?: string }
  return at(exchange, [
    exchange.answer.status >= 300 &&
      finding('refused', { expected: `Appointment/${id}`, seen: `${exchange.answer.status}: ${exchange.answer.text.slice(0, 200)}` }),
    exchange.answer.status < 300 &&
      `${resourceType}/${seen}` !== `Appointment/${id}` &&
      finding('another one', { expected: `Appointment/${id}`, seen: `${resourceType}/${seen}` }),
  ])
})

const ensureOneHasIt = check('one gets the time and the other is told', (_sight, { both }: { both: readonly AppExchange[] }) => {
  const seen = both.map(({ answer }) => answer.status).sort()
  return seen.join() !== '201,409' && finding('it went otherwise', { expected: '201 and 409', seen: seen.join(' and ') })
})

const ensureAppointmentsShown = check(
  'the app is shown these appointments',
  (_sight, { exchange, ids }: { exchange: AppExchange; ids: readonly string[] }) => {
    const seen = ofType(exchange.answer.json, 'Appointment').map(({ id }) => String(id))
    return at(exchange, [
      exchange.answer.status !== 200 && finding('refused', { expected: '200', seen: `${exchange.answer.status}` }),
      seen.join() !== ids.join() &&
        finding('other appointments', { expected: ids.length ? ids : 'none', seen: seen.length ? seen : 'none' }),
    ])
  },
)

const ensureCancelledFor = check(
  'the appointment is cancelled, with the reason',
  (_sight, { exchange, reason }: { exchange: AppExchange; reason: string }) => {
    const { status, extension } = (exchange.answer.json ?? {}) as { status?: string; extension?: { url?: string; valueString?: string }[] }
    const seen = extension?.find(({ url }) => url?.endsWith('AppointmentCancellationReason-1'))?.valueString
    return at(exchange, [
      status !== 'cancelled' && finding('another status', { expected: 'cancelled', seen: status ?? 'none' }),
      seen !== reason && finding('another reason', { expected: reason, seen: seen ?? 'none' }),
    ])
  },
)

const ensureBookedOnline = check(
  'the practice sees the booking as the patient made it',
  (
    _sight,
    { appointment, more, slotId, reason }: { appointment: AppointmentView | undefined; more: number; slotId: string; reason: string },
  ) =>
    appointment
      ? [
          more > 0 && finding('more than one', { expected: 'one appointment', seen: String(1 + more) }),
          appointment.slotId !== slotId && finding('another slot', { expected: slotId, seen: appointment.slotId ?? 'none' }),
          appointment.status !== 'booked' && finding('another status', { expected: 'booked', seen: appointment.status }),
          appointment.through !== 'online' &&
            finding('not told that the patient booked it', { expected: 'online', seen: appointment.through ?? 'nothing' }),
          !appointment.reason?.includes(reason) && finding('another reason', { expected: reason, seen: appointment.reason ?? 'none' }),
        ]
      : finding('no appointment', { expected: 'one', seen: 'none' }),
)

const ensureWordsKept = check(
  "none of the patient's words is lost",
  (_sight, { kept, words }: { kept: string; words: string }) =>
    !kept.includes(words) &&
    finding('they are not all there', {
      expected: `${words.length} characters`,
      seen: `${kept.length} characters: ${kept.slice(0, 60)}...`,
    }),
)

const ensureStatus = check(
  'the practice sees what became of the appointment',
  (_sight, { appointment, status, because }: { appointment: AppointmentView | undefined; status: string; because?: string }) => [
    appointment?.status !== status && finding('another status', { expected: status, seen: appointment?.status ?? 'no appointment' }),
    because !== undefined &&
      !appointment?.cancelledBecause?.includes(because) &&
      finding('another reason', { expected: because, seen: appointment?.cancelledBecause ?? 'none' }),
  ],
)

const ensureFree = check(
  'the time can be booked again',
  (_sight, { status }: { status: string | undefined }) =>
    status !== 'free' && finding('it cannot', { expected: 'free', seen: status ?? 'no such slot' }),
)

const ensureAt = check(
  'the appointment is where it was',
  (_sight, { appointment, slotId, start }: { appointment: AppointmentView | undefined; slotId: string; start: string }) => [
    appointment?.slotId !== slotId && finding('another slot', { expected: slotId, seen: appointment?.slotId ?? 'no appointment' }),
    Date.parse(appointment?.start ?? '') !== Date.parse(start) &&
      finding('another time', { expected: start, seen: appointment?.start ?? 'none' }),
  ],
)
