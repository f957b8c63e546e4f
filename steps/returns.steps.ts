import { Given, Then, When } from '@cucumber/cucumber'
import type { AppointmentView } from '../candidate/port/appointments.ts'
import type { FgmDetails, ReportKind } from '../candidate/port/extracts.ts'
import { CandidateFault } from '../candidate/port/faults.ts'
import { ensureCount } from './checks/ensure-count.ts'
import { ensureEnvelope, ensureNothingTold, ensurePatientsIn, ensureRecord, ensureSentTo } from './checks/ensure-extract.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { appointmentOf, bookInto, bookOf, letPass, planFor, publishWhenFree, REASON, sessionOf, TELEPHONE, tryToPublish } from './support/appointment-book.ts'
import { identityOf, listed, mailboxFor, midnightOf, mondayOf, monthAfter, nowOf, preparedIn, sentUnder, todayOf, type ExtractFile } from './support/extracts.ts'
import { makeKnownNationally } from './support/known-nationally.ts'
import { daysAfter, minutesAfter, onTheWall } from './support/practice-clock.ts'
import { kindOf, lastReported, report, reported, tryToReport, waitFor } from './support/reporting.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

const MANAGER = 'practice manager'
const CLINICIAN = 'second GP'
const DESK = 'receptionist'

// Making a report

Then('the file says what it is, and goes to whom it is for', async function (this: AssayWorld) {
  const files = await lastReported(this)
  await this.check(ensureSentTo, { files, mailbox: mailboxFor(kindOf(this)), times: 1 })
  await this.check(ensureEnvelope, { files, practice: this.practice })
})

Then('nothing was reported', async function (this: AssayWorld) {
  const before = this.notes.get('sent before') as ReadonlySet<string>
  await this.check(ensureCount, { what: 'files', seen: (await sentUnder(this, kindOf(this))).filter(({ messageId }) => !before.has(messageId)).length, expected: 0 })
})

for (const [words, mentions] of Object.entries({
  'the time is not over': /over|end|complete|yet/i,
  'the practice has not agreed': /agree|take part|participat/i,
  'the practice had not been with the system for long enough': /month|long|live/i,
})) {
  Then(`the user is told that ${words}`, async function (this: AssayWorld) {
    await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid'], mentions })
  })
}

Then('nothing that was reported tells who {word} is', async function (this: AssayWorld, name: string) {
  await this.check(ensureNothingTold, { files: await reported(this), secrets: identityOf(this, name) })
})

Given('MESH {trouble} when something is next sent', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'mesh', operation: 'send-message', times: 1, ...TROUBLES[trouble] })
})

// Appointments

const dayOf = ({ start }: AppointmentView) => onTheWall(start).date

async function reportWeekOf(world: AssayWorld, day: string): Promise<void> {
  await waitFor(world, daysAfter(mondayOf(day), 7))
  await report(world, 'gpad', day)
}

When('the week of the appointment is reported', async function (this: AssayWorld) {
  await reportWeekOf(this, dayOf(appointmentOf(this)))
})

Given('the week of the appointment has been reported, and the file was lost on its way', async function (this: AssayWorld) {
  await reportWeekOf(this, dayOf(appointmentOf(this)))
  const [file] = await lastReported(this)
  if (file) await this.hub.outside.mesh.undelivered({ id: file.messageId, reason: 'notCollected' })
})

const recordsOf = (files: readonly ExtractFile[], { id }: AppointmentView) => files.flatMap(({ records }) => records.filter((record) => record['AppointmentReference'] === id))

for (const [words, status] of Object.entries({ attended: 'Attended', 'not kept': 'DidNotAttend', cancelled: 'Cancelled', booked: 'Booked' })) {
  Then(`the appointment is reported once, as ${words}`, async function (this: AssayWorld) {
    const files = await lastReported(this)
    await this.check(ensureSentTo, { files, mailbox: mailboxFor('gpad'), times: 1 })
    await this.check(ensureRecord, { records: recordsOf(files, appointmentOf(this)), expected: { Status: status } })
  })
}

Then('the appointment is reported with its time, category, context and mode, and as booked by telephone', async function (this: AssayWorld) {
  const appointment = appointmentOf(this)
  const [record, ...more] = recordsOf(await lastReported(this), appointment)
  const slot = [...bookOf(this).sessions.values()].flatMap(({ slots }) => slots).find(({ id }) => id === appointment.slotId)
  const times = { Start: new Date(record?.['Start'] ?? 0).toISOString(), BookedAt: String(Math.abs(Date.parse(record?.['BookedAt'] ?? '') - Date.now()) < 600_000) }
  await this.check(ensureRecord, {
    records: record ? [{ ...record, ...times }, ...more] : [],
    expected: { Start: new Date(appointment.start).toISOString(), Minutes: '15', BookedAt: 'true', NationalSlotCategory: slot?.category, ContextType: slot?.context, Mode: TELEPHONE, BookedThrough: 'telephone', ExceptionReason: undefined },
  })
})

Then('nothing that was reported tells who {word} is or what she came for', async function (this: AssayWorld, name: string) {
  await this.check(ensureNothingTold, { files: await lastReported(this), secrets: { ...identityOf(this, name), 'reason for coming': REASON } })
})

Then('as many appointments are reported as the book has in that week', async function (this: AssayWorld) {
  const monday = mondayOf(dayOf(appointmentOf(this)))
  const desk = await this.behindTheScenes(DESK)
  let kept = 0
  for (let day = 0; day < 7; day++) kept += must(await this.candidate.appointments.ofDay(desk, { date: daysAfter(monday, day) }), 'show the list of a day').filter(({ status }) => status !== 'cancelled').length
  const records = (await lastReported(this)).flatMap((file) => file.records)
  await this.check(ensureCount, { what: 'appointments that were not cancelled', seen: records.filter(({ Status }) => Status !== 'Cancelled').length, expected: kept })
  await this.check(ensureCount, { what: 'appointments that were reported twice', seen: records.length - new Set(records.map((record) => record['AppointmentReference'])).size, expected: 0 })
})

/** Publishes a session of a few minutes that begins `within` so many minutes of the hour. */
async function publishAt(world: AssayWorld, date: string, hour: string, change: { category?: string; minutes?: number; length?: number; within?: number } = {}): Promise<void> {
  const { minutes = 2, length = 4, within = 50, category } = change
  const first = world.make.pick(within)
  await publishWhenFree(`on ${date} after ${hour}:00`, async (attempt) => {
    const start = minutesAfter(`${hour}:00`, (first + attempt * 17) % within)
    const answer = await tryToPublish(world, await world.behindTheScenes(MANAGER), 'GP', planFor(world, 'GP', { date, start, end: minutesAfter(start, length), minutes, ...(category !== undefined && { category }) }))
    return answer.ok ? undefined : answer.message
  })
}

const firstSlot = (world: AssayWorld) => {
  const [slot] = sessionOf(world, 'GP').slots
  if (!slot) throw new CandidateFault('The candidate published a session without slots.')
  return slot
}

Given('the GP sees {word} late on a Sunday, and {word} {word} early on the Monday after', async function (this: AssayWorld, first: string, given: string, family: string) {
  const second = await makeKnownNationally(this, `${given} ${family}`)
  second.view = must(await this.candidate.demographics.register(await this.behindTheScenes(DESK), second.nhsNumber), `register ${second.name}`)
  const sunday = daysAfter(mondayOf(todayOf(this)), 13)
  await publishAt(this, sunday, '23')
  bookOf(this).appointments.push(await bookInto(this, first, firstSlot(this)))
  await publishAt(this, daysAfter(sunday, 1), '00')
  bookOf(this).appointments.push(await bookInto(this, given, firstSlot(this)))
})

When('the week of that Sunday is reported', async function (this: AssayWorld) {
  const [sunday] = bookOf(this).appointments
  await reportWeekOf(this, dayOf(sunday!))
})

Then("{word}'s appointment is among those reported, and {word}'s is not", async function (this: AssayWorld, _first: string, _second: string) {
  const [among, not] = bookOf(this).appointments
  const files = await lastReported(this)
  await this.check(ensureCount, { what: 'records of the appointment on Sunday', seen: recordsOf(files, among!).length, expected: 1 })
  await this.check(ensureCount, { what: 'records of the appointment on Monday', seen: recordsOf(files, not!).length, expected: 0 })
})

When("the practice manager wants this week's appointments reported", async function (this: AssayWorld) {
  await tryToReport(this, 'gpad', todayOf(this))
})

Given('a session of the GP for {string} in {int} days has been published', async function (this: AssayWorld, category: string, days: number) {
  await publishAt(this, daysAfter(todayOf(this), days), '08', { category, within: 11 * 60 })
})

Given('{word} was booked into it, since she wanted that clinician and a later day', async function (this: AssayWorld, name: string) {
  const request = { patientId: this.named(name).view!.id, slotId: firstSlot(this).id, mode: TELEPHONE, reason: REASON, through: 'telephone', exceptionReasons: ['3', '1'] } as const
  bookOf(this).appointments.push(must(await this.candidate.appointments.book(await this.behindTheScenes(DESK), request), `book ${name}`))
})

for (const [words, reasons] of Object.entries({ 'both reasons': '1,3', 'no such reason': undefined })) {
  Then(`the appointment is reported with ${words}`, async function (this: AssayWorld) {
    await this.check(ensureRecord, { records: recordsOf(await lastReported(this), appointmentOf(this)), expected: { ExceptionReason: reasons } })
  })
}

// Management information

const MANAGEMENT_INFORMATION = 'MI'

Given(/^the practice has( not)? agreed to the collection of management information$/, async function (this: AssayWorld, not: string | undefined) {
  this.mustBeAlone('decides for the practice what is collected')
  must(await this.candidate.extracts.agree(await this.behindTheScenes(MANAGER), MANAGEMENT_INFORMATION, !not), 'note what the practice has agreed to')
})

/** Remembers a midnight, and lets the time pass until shortly before it. */
async function waitUntilShortlyBefore(world: AssayWorld, date: string): Promise<void> {
  world.notes.set('first day after midnight', date)
  await letPass(world, Math.floor((midnightOf(date) - nowOf(world)) / 1000) - 90)
}

const dayAfterMidnight = (world: AssayWorld) => String(world.notes.get('first day after midnight'))

Given('it is a minute before the end of a month', async function (this: AssayWorld) {
  // A month in which nobody else does anything: each scenario has its own.
  await waitUntilShortlyBefore(this, monthAfter(todayOf(this), 3 + this.make.pick(18)))
})

When('{word} is booked before midnight, and {word} after it', async function (this: AssayWorld, first: string, second: string) {
  await publishAt(this, daysAfter(dayAfterMidnight(this), 2), '10')
  const { slots } = sessionOf(this, 'GP')
  await bookInto(this, first, slots[0]!)
  await letPass(this, 180)
  await bookInto(this, second, slots[1]!)
})

When('both months are reported once they are over', async function (this: AssayWorld) {
  const after = dayAfterMidnight(this)
  await waitFor(this, monthAfter(after, 1))
  await report(this, 'mi', daysAfter(after, -1))
  await report(this, 'mi', after)
})

Then('{int} booking(s) is/are counted in the first month, and {int} in the second', async function (this: AssayWorld, first: number, second: number) {
  const files = await reported(this)
  for (const [at, count] of [first, second].entries()) {
    await this.check(ensureRecord, { records: files[at]?.records ?? [], expected: { AppointmentsBooked: String(count), AppointmentsBookedOnline: '0' } })
  }
})

When("the practice manager wants last month's figures reported", async function (this: AssayWorld) {
  await tryToReport(this, 'mi', monthAfter(todayOf(this), -1))
})

// Use of codes

/** Substances to be allergic to. Scenarios do not share them: a year has but one count for each. */
const SUBSTANCES = [
  { code: '764146007', term: 'Penicillin' },
  { code: '387207008', term: 'Ibuprofen' },
  { code: '387458008', term: 'Aspirin' },
  { code: '111088007', term: 'Latex' },
]

/**
 * The first day of a year of codes that is still to come and counts: the practice was with the system two months before. The first there is in the
 * first run, another in every later one: a system that lives on has the entries that earlier runs have made in theirs.
 */
async function yearThatCounts(world: AssayWorld): Promise<string> {
  const { liveSince } = await listed(world)
  const earliest = [daysAfter(todayOf(world), 1), monthAfter(liveSince, 3)].sort().at(-1)!
  const [year = 0] = earliest.split('-').map(Number)
  const first = earliest <= `${year}-08-01` ? year : year + 1
  return `${first + ((world.parameters.setup.seed - 1) % YEARS)}-08-01`
}

/** How far ahead a clock is put at most. */
const YEARS = 20

const yearAfter = (day: string) => monthAfter(day, 12)

async function recordAllergy(world: AssayWorld, name: string, allergy: { code: string; term: string }): Promise<void> {
  must(await world.candidate.demographics.recordAllergy(await world.behindTheScenes(CLINICIAN), world.named(name).view!.id, allergy), 'record an allergy')
}

Given('it is a minute before the end of the first year that counts', async function (this: AssayWorld) {
  await waitUntilShortlyBefore(this, yearAfter(await yearThatCounts(this)))
})

Given('it is the first year that counts', async function (this: AssayWorld) {
  const begins = await yearThatCounts(this)
  this.notes.set('first day after midnight', yearAfter(begins))
  await waitFor(this, daysAfter(begins, 20))
})

Given('{word} {word}, a temporary resident, is at the practice', async function (this: AssayWorld, given: string, family: string) {
  const person = await makeKnownNationally(this, `${given} ${family}`)
  person.view = must(await this.candidate.demographics.register(await this.behindTheScenes(DESK), person.nhsNumber, { temporary: true }), `register ${person.name}`)
})

When('the same allergy is recorded for {word} before midnight, and for {word} after it', async function (this: AssayWorld, first: string, second: string) {
  const substance = SUBSTANCES[this.make.pick(2)]!
  this.notes.set('code', substance.code)
  await recordAllergy(this, first, substance)
  await letPass(this, 180)
  await recordAllergy(this, second, substance)
})

When('the same allergy is recorded for {word} and for {word}', async function (this: AssayWorld, first: string, second: string) {
  const substance = SUBSTANCES[2 + this.make.pick(2)]!
  this.notes.set('code', substance.code)
  for (const name of [first, second]) await recordAllergy(this, name, substance)
})

When('both years are reported once they are over', async function (this: AssayWorld) {
  const after = dayAfterMidnight(this)
  await waitFor(this, yearAfter(after))
  await report(this, 'terminology', daysAfter(after, -1))
  await report(this, 'terminology', after)
})

When('the year is reported once it is over', async function (this: AssayWorld) {
  const after = dayAfterMidnight(this)
  await waitFor(this, after)
  await report(this, 'terminology', daysAfter(after, -1))
})

const usageIn = (world: AssayWorld, file: ExtractFile | undefined) => file?.records.filter(({ Code }) => Code === world.notes.get('code')) ?? []

Then('the code is counted once in the first year, and once in the second', async function (this: AssayWorld) {
  const files = await reported(this)
  for (const at of [0, 1]) await this.check(ensureRecord, { records: usageIn(this, files[at]), expected: { Count: '1' } })
})

Then('the code is counted once in that year', async function (this: AssayWorld) {
  const [file] = await lastReported(this)
  await this.check(ensureRecord, { records: usageIn(this, file), expected: { Count: '1' } })
})

Given('the year in which the practice began with the system is over', async function (this: AssayWorld) {
  const { liveSince } = await listed(this)
  const [year = 0] = liveSince.split('-').map(Number)
  this.notes.set('year began', liveSince)
  await waitFor(this, liveSince < `${year}-08-01` ? `${year}-08-01` : `${year + 1}-08-01`)
})

When("the practice manager wants that year's codes reported", async function (this: AssayWorld) {
  await tryToReport(this, 'terminology', String(this.notes.get('year began')))
})

// FGM

async function noteFgm(world: AssayWorld, name: string, change: Partial<FgmDetails> = {}): Promise<void> {
  const note = `Told her ${world.make.word('about-')}`
  const identifiedOn = todayOf(world)
  world.notes.set('fgm note', note)
  world.notes.set('fgm day', identifiedOn)
  const details: FgmDetails = { patientId: world.named(name).view!.id, type: '2', identifiedOn, how: 'examination', note, objects: false, ...change }
  must(await world.candidate.extracts.recordFgm(await world.behindTheScenes('GP'), details), 'record FGM')
}

Given('the GP has recorded that FGM of type 2 was found when {word} was examined', async function (this: AssayWorld, name: string) {
  await noteFgm(this, name)
})

Given('the GP has recorded that FGM was found when {word} was examined, and that she does not want it passed on', async function (this: AssayWorld, name: string) {
  await noteFgm(this, name, { objects: true })
})

/** The first day of the quarter after that of a day. */
const quarterAfter = (day: string) => monthAfter(day, 3 - ((Number(day.slice(5, 7)) - 1) % 3))

When(/^the quarter is reported once it is over(, and then the next)?$/, async function (this: AssayWorld, next: string | undefined) {
  const day = String(this.notes.get('fgm day'))
  const after = quarterAfter(day)
  await waitFor(this, next ? quarterAfter(after) : after)
  await report(this, 'fgm', day)
  if (next) await report(this, 'fgm', after)
})

Then("the data set has {word}'s record once, with its items and no others", async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const files = await reported(this)
  await this.check(ensureSentTo, { files, mailbox: mailboxFor('fgm'), times: preparedIn(this).length })
  const records = files.flatMap((file) => file.records.filter((record) => record['NHSNumber'] === nhsNumber))
  const expected = { NHSNumber: nhsNumber, BirthDate: national.birthDate, PostCode: national.address.postcode, FGMType: '2', IdentifiedDate: String(this.notes.get('fgm day')), HowIdentified: 'examination' }
  await this.check(ensureRecord, { records, expected })
  await this.check(ensureCount, { what: 'items', seen: Object.keys(records[0] ?? {}).length, expected: Object.keys(expected).length })
})

Then("nothing that was reported tells {word}'s name, or what the GP wrote down", async function (this: AssayWorld, name: string) {
  const { 'given name': given, 'family name': family } = identityOf(this, name)
  await this.check(ensureNothingTold, { files: await reported(this), secrets: { 'given name': `>${given}<`, 'family name': family!, note: String(this.notes.get('fgm note')) } })
})

Then('nothing that was reported tells of {word}', async function (this: AssayWorld, name: string) {
  const files = await reported(this)
  await this.check(ensureSentTo, { files, mailbox: mailboxFor('fgm'), times: preparedIn(this).length })
  await this.check(ensurePatientsIn, { files, present: [], absent: [this.named(name).nhsNumber] })
})

// By themselves

const REGULAR: Record<string, ReportKind> = { appointments: 'gpad', 'fit notes': 'fit-notes', 'management information': 'mi', codes: 'terminology' }

/** The first day of the time after the one that a day is in. */
const NEXT: Record<string, (day: string) => string> = { week: (day) => daysAfter(mondayOf(day), 7), month: (day) => monthAfter(day, 1) }

/** Lets the first time go by that was not reported yet. */
async function letGoBy(world: AssayWorld, kind: ReportKind, first: string, next: (day: string) => string): Promise<void> {
  world.mustBeAlone('waits for a report about everybody')
  const { extracts } = await listed(world)
  const known = new Set(extracts.filter((each) => each.kind === kind).map(({ from }) => from))
  let from = first
  while (known.has(from)) from = next(from)
  world.notes.set('report kind', kind)
  world.notes.set('regular', from)
  await waitFor(world, next(from))
}

When(/^the next (week|month) of (appointments|fit notes|management information) is over$/, async function (this: AssayWorld, time: string, what: string) {
  const today = todayOf(this)
  await letGoBy(this, REGULAR[what]!, time === 'week' ? mondayOf(today) : monthAfter(today, 0), NEXT[time]!)
})

When('the next year of codes that counts is over', async function (this: AssayWorld) {
  await letGoBy(this, 'terminology', await yearThatCounts(this), yearAfter)
})

Then(/^that (?:week|month|year) of (?:appointments|fit notes|management information|codes) was (reported once|not reported)$/, async function (this: AssayWorld, how: string) {
  const files = (await sentUnder(this, kindOf(this))).filter(({ envelope }) => envelope['PeriodStart'] === this.notes.get('regular'))
  await this.check(ensureSentTo, { files, mailbox: mailboxFor(kindOf(this)), times: how === 'not reported' ? 0 : 1 })
})
