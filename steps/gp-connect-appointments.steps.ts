import { defineParameterType, Given, Then, When, type DataTable } from '@cucumber/cucumber'
import type { SharedService } from '../candidate/port/gp-connect.ts'
import { check, finding } from './checks/check.ts'
import { ensureConsumerAnswered, shownBy } from './checks/ensure-consumer-answered.ts'
import { planFor, publishToday, publishWhenFree, sessionOf, slotOf, tryToPublish } from './support/appointment-book.ts'
import { bookedElsewhere, bookingFor, CANCELLATION, keepBooked, searchSlots, wrongAppointment } from './support/consumer-appointments.ts'
import { BOOKING_FLAWS } from './support/consumer-booking-flaws.ts'
import { FLAWS, wantsXml } from './support/consumer-flaws.ts'
import { inEachWay } from './support/consumer-ways.ts'
import { resourcesOf, siteId } from './support/consumer-matters.ts'
import { consume, consumerExchange, type ConsumerCall, type ConsumerExchange } from './support/consumer.ts'
import { daysAfter, minutesAfter, onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

const GP = 'GP'
const MANAGER = 'practice manager'
const ALL: Record<SharedService, boolean> = { record: true, documents: true, appointments: true }

type Json = Record<string, unknown>

Given('the practice shares records, documents and appointments with other organisations', async function (this: AssayWorld) {
  const { gpConnect } = this.candidate
  const manager = await this.behindTheScenes(MANAGER)
  const now = must(await gpConnect.shared(manager), 'tell what it shares')
  if (Object.keys(ALL).some((service) => now[service as SharedService] !== true)) must(await gpConnect.share(manager, ALL), 'share through GP Connect')
})

Given('a session of the GP that other organisations may book has been published', async function (this: AssayWorld) {
  await publishLater(this)
})

/** A hundred and twenty days, seven hours each: room for several runs. */
const [FIRST_DAY, BOOK_DAYS, HOURS] = [48, 120, 7]

/** Publishes a session weeks ahead, in the afternoons: there are many of these scenarios, and the next days belong to others. */
async function publishLater(world: AssayWorld): Promise<void> {
  const manager = await world.behindTheScenes(MANAGER)
  const first = world.make.pick(BOOK_DAYS * HOURS)
  await publishWhenFree('in the coming weeks', async (attempt) => {
    const cell = (first + attempt * 11) % (BOOK_DAYS * HOURS)
    const date = daysAfter(onTheWall(Date.now()).date, FIRST_DAY + Math.floor(cell / HOURS))
    const start = `${11 + (cell % HOURS)}:00`
    const answer = await tryToPublish(world, manager, GP, planFor(world, GP, { date, start, end: minutesAfter(start, 55), patientBookable: true }))
    return answer.ok ? undefined : answer.message
  })
}

Given('a session of the GP today that other organisations may book has been published', async function (this: AssayWorld) {
  await publishToday(this, GP, { patientBookable: true })
})

const oneOf = (words: object) => new RegExp(Object.keys(words).sort((a, b) => b.length - a.length).join('|'))

/** How scenarios word what is special about a search for times. */
const SEARCHES: Record<string, (call: ConsumerCall, day: string) => ConsumerCall> = {
  'without a beginning': (call) => asking(call, 'start'),
  'without an end': (call) => asking(call, 'end'),
  'without saying that they have to be free': (call) => asking(call, 'status'),
  'without asking for the sessions': (call) => asking(call, '_include'),
  'without asking who and where': (call) => asking(call, '_include:recurse'),
  'over 14 days': (call, day) => asking(call, 'end', `le${daysAfter(day, 14)}`),
  'over 16 days': (call, day) => asking(call, 'end', `le${daysAfter(day, 16)}`),
  'that ends before it begins': (call, day) => asking(call, 'end', `le${daysAfter(day, -2)}`),
  'that begins after a day': (call, day) => asking(call, 'start', `gt${day}`),
  'that begins on a day, without a comparator': (call, day) => asking(call, 'start', day),
  'that ends before a day': (call, day) => asking(call, 'end', `lt${daysAfter(day, 1)}`),
  'with a comparator that there is not': (call, day) => asking(call, 'end', `zz${day}`),
  'with a beginning that is no date': (call) => asking(call, 'start', 'geinvalid'),
  'with half a date': (call, day) => asking(call, 'start', `ge${day.slice(0, 7)}-`),
  'with a month that there is not': (call, day) => asking(call, 'start', `ge${day.slice(0, 4)}-14-01`),
  'by the minute': (call, day) => asking(asking(call, 'start', `ge${day}T00:00:00+00:00`), 'end', `le${daysAfter(day, 1)}T02:00:00+00:00`),
  'as an organisation for urgent care': (call) => adding(call, 'https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1|urgent-care'),
  'under its own code': (call) => adding(call, 'https://fhir.nhs.uk/Id/ods-organization-code|RZ901'),
  'with a filter that nobody knows': (call) => adding(call, 'https://example.nhs.uk/some-filter|value'),
}

/** A search with another value for a parameter, or without it. */
const asking = (call: ConsumerCall, name: string, value?: string): ConsumerCall => ({
  ...call,
  query: (call.query ?? []).flatMap((each) => (each[0] !== name ? [each] : value === undefined ? [] : [[name, value] as const])),
})
const adding = (call: ConsumerCall, filter: string): ConsumerCall => ({ ...call, query: [...(call.query ?? []), ['searchFilter', filter]] })

defineParameterType({ name: 'gpcSearch', regexp: oneOf(SEARCHES), transformer: (words: string) => SEARCHES[words]! })
defineParameterType({ name: 'gpcBooking', regexp: oneOf(BOOKING_FLAWS), transformer: (words: string) => words })

const dayOf = (world: AssayWorld): string => sessionOf(world, GP).plan.date

When("another organisation searches for times on the day of the GP's session", async function (this: AssayWorld) {
  await consume(this, searchSlots(dayOf(this), dayOf(this)))
})
When("another organisation searches for times on the day of the GP's session {gpcSearch}", async function (this: AssayWorld, change: (call: ConsumerCall, day: string) => ConsumerCall) {
  await consume(this, change(searchSlots(dayOf(this), dayOf(this)), dayOf(this)))
})
When("another organisation searches for times on the day of the GP's session in each of these ways:", async function (this: AssayWorld, table: DataTable) {
  await inEachWay(this, table, SEARCHES, (change) => consume(this, change(searchSlots(dayOf(this), dayOf(this)), dayOf(this))))
})
When("another organisation searches for times that lie within the first of the GP's session", async function (this: AssayWorld) {
  const { start, end } = slotOf(this, GP, 0)
  await consume(this, asking(asking(searchSlots('', ''), 'start', `ge${start}`), 'end', `le${new Date(Date.parse(end) - 60_000).toISOString()}`))
})

/** Books; the appointment that is told of is kept. */
async function book(world: AssayWorld, name: string, change: (appointment: Json) => Json = (same) => same, how = ''): Promise<ConsumerExchange> {
  const body = change(bookingFor(world.named(name), slotOf(world, GP, 0), await siteId(world)))
  world.notes.set('sent appointment', body)
  return send(world, { interaction: 'bookAppointment', method: 'POST', path: 'Appointment', body }, how)
}

async function send(world: AssayWorld, call: ConsumerCall, how: string): Promise<ConsumerExchange> {
  const exchange = await consume(world, how === '' ? call : FLAWS[how]!(call))
  world.notes.set('consumer wants XML', wantsXml(how))
  keepBooked(world, exchange)
  return exchange
}

/** Changes the appointment as it was told of last. */
function change(world: AssayWorld, kind: 'amendAppointment' | 'cancelAppointment', body: Json, { how = '', version }: { how?: string; version?: string } = {}): Promise<ConsumerExchange> {
  const shown = bookedElsewhere(world)
  const { versionId = '' } = (shown['meta'] ?? {}) as { versionId?: string }
  world.notes.set('sent appointment', body)
  return send(
    world,
    { interaction: kind, method: 'PUT', path: `Appointment/${String(shown['id'])}`, headers: { 'if-match': `W/"${version ?? versionId}"` }, body },
    how,
  )
}

Given('another organisation has booked the first time of the GP for {word}', async function (this: AssayWorld, name: string) {
  const exchange = await book(this, name)
  await this.check(ensureConsumerAnswered, { exchange, status: 201, wrong: [] })
})
When('another organisation books the first time of the GP for {word}', async function (this: AssayWorld, name: string) {
  await book(this, name)
})
When('another organisation books the first time of the GP for {word} {gpcBooking}', async function (this: AssayWorld, name: string, flaw: string) {
  await book(this, name, BOOKING_FLAWS[flaw])
})
When('another organisation books the first time of the GP for {word} in each of these ways:', async function (this: AssayWorld, name: string, table: DataTable) {
  await inEachWay(this, table, BOOKING_FLAWS, (flaw) => book(this, name, flaw))
})
When('another organisation books the first time of the GP for {word} {gpcFlaw}', async function (this: AssayWorld, name: string, how: string) {
  await book(this, name, undefined, how)
})
When('another organisation books the first and the last time of the GP in one for {word}', async function (this: AssayWorld, name: string) {
  const last = sessionOf(this, GP).slots.at(-1)!
  await book(this, name, (appointment) => ({ ...appointment, end: last.end, slot: [...(appointment['slot'] as object[]), { reference: `Slot/${last.id}` }] }))
})
When('another organisation books the first time of the GP for {word}, and wants no more than to know that it is done', async function (this: AssayWorld, name: string) {
  const body = bookingFor(this.named(name), slotOf(this, GP, 0), await siteId(this))
  await consume(this, { interaction: 'bookAppointment', method: 'POST', path: 'Appointment', body, headers: { prefer: 'return=minimal' } })
})

When(/^another organisation (amends|cancels) the appointment, and wants no more than to know that it is done$/, async function (this: AssayWorld, words: string) {
  const shown = bookedElsewhere(this)
  const { versionId = '' } = (shown['meta'] ?? {}) as { versionId?: string }
  const [interaction, body] = words === 'amends' ? (['amendAppointment', BOOKING_FLAWS['with a new description']!(shown)] as const) : (['cancelAppointment', cancelling(shown)] as const)
  await consume(this, { interaction, method: 'PUT', path: `Appointment/${String(shown['id'])}`, headers: { 'if-match': `W/"${versionId}"`, prefer: 'return=minimal' }, body })
})

const cancelling = (shown: Json, reason = 'Patient feels better'): Json => ({
  ...shown,
  extension: [...(shown['extension'] as object[]), { url: CANCELLATION, valueString: reason }],
  status: 'cancelled',
})

When('another organisation amends the appointment {gpcBooking}', async function (this: AssayWorld, flaw: string) {
  await change(this, 'amendAppointment', BOOKING_FLAWS[flaw]!(bookedElsewhere(this)))
})
When('another organisation amends the appointment with a new description, {gpcFlaw}', async function (this: AssayWorld, how: string) {
  await change(this, 'amendAppointment', BOOKING_FLAWS['with a new description']!(bookedElsewhere(this)), { how })
})
When('another organisation amends the appointment with a new description, as it was before', async function (this: AssayWorld) {
  await change(this, 'amendAppointment', BOOKING_FLAWS['with a new description']!(bookedElsewhere(this)), { version: '0' })
})
Given('another organisation has amended the appointment with a new description', async function (this: AssayWorld) {
  const exchange = await change(this, 'amendAppointment', BOOKING_FLAWS['with a new description']!(bookedElsewhere(this)))
  await this.check(ensureConsumerAnswered, { exchange, wrong: [] })
})

When('another organisation cancels the appointment because of {string}', async function (this: AssayWorld, reason: string) {
  await change(this, 'cancelAppointment', cancelling(bookedElsewhere(this), reason))
})
Given('another organisation has cancelled the appointment', async function (this: AssayWorld) {
  const exchange = await change(this, 'cancelAppointment', cancelling(bookedElsewhere(this)))
  await this.check(ensureConsumerAnswered, { exchange, wrong: [] })
})
When('another organisation cancels the appointment {gpcBooking}', async function (this: AssayWorld, flaw: string) {
  await change(this, 'cancelAppointment', BOOKING_FLAWS[flaw]!(cancelling(bookedElsewhere(this))))
})
When('another organisation cancels the appointment {gpcFlaw}', async function (this: AssayWorld, how: string) {
  await change(this, 'cancelAppointment', cancelling(bookedElsewhere(this)), { how })
})
When('another organisation cancels the appointment as it was before', async function (this: AssayWorld) {
  await change(this, 'cancelAppointment', cancelling(bookedElsewhere(this)), { version: '0' })
})
When('another organisation cancels the appointment without saying why', async function (this: AssayWorld) {
  await change(this, 'cancelAppointment', { ...bookedElsewhere(this), status: 'cancelled' })
})
When('another organisation cancels the appointment with an empty reason', async function (this: AssayWorld) {
  await change(this, 'cancelAppointment', cancelling(bookedElsewhere(this), ''))
})

/** How scenarios word the days of a search for a patient's appointments. */
const DAYS: Record<string, (today: string) => string[]> = {
  'with one day only': (today) => [`ge${today}`],
  'with three days': (today) => [`ge${today}`, `le${daysAfter(today, 5)}`, `le${daysAfter(today, 7)}`],
  'that begin yesterday': (today) => [`ge${daysAfter(today, -1)}`, `le${daysAfter(today, 7)}`],
  'that are all past': (today) => [`ge${daysAfter(today, -9)}`, `le${daysAfter(today, -2)}`],
  'that end before they begin': (today) => [`ge${daysAfter(today, 7)}`, `le${daysAfter(today, 2)}`],
  'with a time of the day': (today) => [`ge${today}T10:00:00`, `le${daysAfter(today, 7)}T10:00:00`],
  'with half a date': (today) => [`ge${today.slice(0, 7)}`, `le${daysAfter(today, 7)}`],
  'with what is no date': (today) => ['ge', `le${daysAfter(today, 7)}`],
  'with other comparators': (today) => [`gt${today}`, `lt${daysAfter(today, 7)}`],
  'without comparators': (today) => [today, daysAfter(today, 7)],
}
When("another organisation asks for {word}'s appointments on days in each of these ways:", async function (this: AssayWorld, name: string, table: DataTable) {
  const path = `Patient/${this.named(name).view?.id ?? 'none'}/Appointment`
  const today = onTheWall(Date.now()).date
  await inEachWay(this, table, DAYS, (days) => consume(this, { interaction: 'patientAppointments', path, query: days(today).map((start) => ['start', start] as const) }))
})
When("another organisation asks for {word}'s appointments of the coming days", async function (this: AssayWorld, name: string) {
  const today = onTheWall(Date.now()).date
  await consume(this, {
    interaction: 'patientAppointments',
    path: `Patient/${this.named(name).view?.id ?? 'none'}/Appointment`,
    query: [
      ['start', `ge${today}`],
      ['start', `le${daysAfter(today, FIRST_DAY + BOOK_DAYS)}`],
    ],
  })
})

Then('the other organisation is shown all times of the session', async function (this: AssayWorld) {
  await ensureTimes(this, sessionOf(this, GP).slots.map(({ id }) => id), [])
})
Then('the other organisation is shown no time of the session', async function (this: AssayWorld) {
  await ensureTimes(this, [], sessionOf(this, GP).slots.map(({ id }) => id))
})
Then('the other organisation is not shown the first and the second time of the session', async function (this: AssayWorld) {
  const [first, second, ...others] = sessionOf(this, GP).slots.map(({ id }) => id)
  await ensureTimes(this, others, [first!, second!])
})

async function ensureTimes(world: AssayWorld, shown: readonly string[], hidden: readonly string[]): Promise<void> {
  const exchange = consumerExchange(world)
  await world.check(ensureConsumerAnswered, { exchange, wrong: [] })
  await world.check(ensureTimesShown, { exchange, shown, hidden })
}

Then(/^the answer (says|does not say) who the clinician is, and where$/, async function (this: AssayWorld, words: string) {
  await this.check(ensureIncluded, { exchange: consumerExchange(this), types: ['Practitioner', 'Location', 'Organization'], expected: words === 'says' })
})

Then('the other organisation is told of the appointment', async function (this: AssayWorld) {
  await toldOfAppointment(this, {})
})
Then('the other organisation is told of the appointment, {string}', async function (this: AssayWorld, description: string) {
  await toldOfAppointment(this, { description })
})
Then('the other organisation is told of the appointment with all that was said', async function (this: AssayWorld) {
  const { description, comment } = this.notes.get('sent appointment') as { description?: string; comment?: string }
  await toldOfAppointment(this, { ...(description !== undefined && { description }), ...(comment !== undefined && { comment }) })
})
Then('the other organisation is told that the appointment is cancelled because of {string}', async function (this: AssayWorld, reason: string) {
  const { extension } = (consumerExchange(this).answer.json ?? {}) as { extension?: { url?: string; valueString?: string }[] }
  const seen = extension?.find(({ url }) => url === CANCELLATION)?.valueString
  await toldOfAppointment(this, { status: 'cancelled' }, [seen !== reason && `the reason is not ${reason}`])
})

async function toldOfAppointment(world: AssayWorld, expected: Record<string, string>, wrong: (string | false)[] = []): Promise<void> {
  const exchange = consumerExchange(world)
  const { answer, call } = exchange
  const shown = (answer.json ?? {}) as Json
  const made = call.method === 'POST'
  const xml = world.notes.get('consumer wants XML') === true
  await world.check(ensureConsumerAnswered, {
    exchange,
    xml,
    status: made ? 201 : 200,
    mentions: world.named('Joan').view?.id ?? 'none',
    wrong: [
      ...wrongAppointment(shown, world),
      ...Object.entries(expected).map(([name, value]) => shown[name] !== value && `${name} is not as it was sent: ${value}`),
      ...wrong,
    ],
  })
  await world.check(ensureAddressed, { exchange, made, version: xml ? undefined : ((shown['meta'] ?? {}) as { versionId?: string }).versionId })
}

Then('the other organisation knows that it is done', async function (this: AssayWorld) {
  await this.check(ensureMinimal, { exchange: consumerExchange(this) })
})
Then('the version of the appointment is another than before', async function (this: AssayWorld) {
  const before = this.notes.get('version before')
  const after = ((bookedElsewhere(this)['meta'] ?? {}) as { versionId?: string }).versionId
  await this.check(ensureOther, { before, after })
})
Given('the version of the appointment has been written down', async function (this: AssayWorld) {
  this.notes.set('version before', ((bookedElsewhere(this)['meta'] ?? {}) as { versionId?: string }).versionId)
})
Then(/^the other organisation is shown (that appointment|no appointment|the cancelled appointment)$/, async function (this: AssayWorld, words: string) {
  const exchange = consumerExchange(this)
  await this.check(ensureConsumerAnswered, { exchange, wrong: [] })
  const expected = words === 'no appointment' ? [] : [{ id: String(bookedElsewhere(this)['id']), status: words === 'that appointment' ? 'booked' : 'cancelled' }]
  await this.check(ensureAppointments, { exchange, expected })
})

const ensureTimesShown = check('other organisations are shown the times that they may book, and no others', (_sight, { exchange, shown, hidden }: { exchange: ConsumerExchange; shown: readonly string[]; hidden: readonly string[] }) => {
  const ids = resourcesOf(exchange.answer.json, 'Slot').map(({ id }) => id)
  return shownBy(exchange, [
    ...shown.map((id) => !ids.includes(id) && finding('a time is missing', { expected: `Slot/${id}`, seen: `${ids.length} times` })),
    ...hidden.map((id) => ids.includes(id) && finding('a time that must not be shown', { expected: 'not shown', seen: `Slot/${id}` })),
    shown.length > 0 && resourcesOf(exchange.answer.json, 'Schedule').length === 0 && finding('the sessions are missing', { expected: 'a Schedule', seen: 'none' }),
  ])
})

const ensureIncluded = check('what was asked for along with the times is there, and nothing else', (_sight, { exchange, types, expected }: { exchange: ConsumerExchange; types: readonly string[]; expected: boolean }) =>
  shownBy(
    exchange,
    types.map((type) => resourcesOf(exchange.answer.json, type).length > 0 !== expected && finding(expected ? `no ${type}` : `a ${type} that nobody asked for`)),
  ),
)

const ensureAddressed = check('an appointment says where it is, and which version', (_sight, { exchange, made, version }: { exchange: ConsumerExchange; made: boolean; version: string | undefined }) => {
  const { location = '', etag = '' } = exchange.answer.headers
  return shownBy(exchange, [
    made && !/Appointment\/[A-Za-z0-9.-]+/.test(location) && finding('it does not say where it is', { expected: 'Location: Appointment/...', seen: location || 'nothing' }),
    version !== undefined && etag !== `W/"${version}"` && finding('it does not say which version it is', { expected: `ETag: W/"${version}"`, seen: etag || 'nothing' }),
  ])
})

const ensureMinimal = check('whoever wants no more is told no more', (_sight, { exchange }: { exchange: ConsumerExchange }) =>
  shownBy(exchange, [
    exchange.answer.status !== (exchange.call.method === 'POST' ? 201 : 200) && finding('it was not done', { expected: exchange.call.method === 'POST' ? '201' : '200', seen: `${exchange.answer.status}: ${exchange.answer.text.slice(0, 200)}` }),
    exchange.answer.text !== '' && finding('it tells all the same', { expected: 'no body', seen: exchange.answer.text.slice(0, 200) }),
  ]),
)

const ensureOther = check('each change makes a new version', (_sight, { before, after }: { before: unknown; after: unknown }) => before === after && finding('it is the same', { expected: 'another', seen: String(after) }))

const ensureAppointments = check("the patient's appointments are shown, and no others", (_sight, { exchange, expected }: { exchange: ConsumerExchange; expected: readonly { id: string; status: string }[] }) => {
  const seen = resourcesOf(exchange.answer.json, 'Appointment').map(({ id, status }) => `${String(id)} ${String(status)}`)
  const wanted = expected.map(({ id, status }) => `${id} ${status}`)
  return shownBy(exchange, [seen.join() !== wanted.join() && finding('other appointments', { expected: wanted.join() || 'none', seen: seen.join() || 'none' })])
})
