import { Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { PublishedSession, SessionPlan, SlotView } from '../candidate/port/appointments.ts'
import { CandidateFault } from '../candidate/port/faults.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureOffered, ensureSlotsBegin, ensureSlotsCategorised } from './checks/ensure-slots.ts'
import { bookOf, DESK, planFor, sessionOf, tryToPublish } from './support/appointment-book.ts'
import { daysAfter, minutesAfter, onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

/** How many days are looked at for one without a session. */
const LOOKS = 20

/** A day on which a clinician has nothing yet: months ahead, after those on which appointments are booked, and not that of another scenario or of an earlier run. */
async function freeDay(world: AssayWorld, clinician: string): Promise<string> {
  const [desk, first] = [await world.behindTheScenes(DESK), world.make.pick(150)]
  for (let look = 0; look < LOOKS; look++) {
    const date = daysAfter(onTheWall(Date.now()).date, 170 + ((first + look * 7) % 150))
    const search = { from: date, to: date, practitionerId: world.staff(clinician).id }
    if (must(await world.candidate.appointments.findFreeSlots(desk, search), 'search for free slots').length === 0) return date
  }
  throw new CandidateFault(`The candidate has free slots with the ${clinician} on each of ${LOOKS} days that were looked at, months ahead: expected a day without a session.`)
}

const HOUR = { start: '09:00', end: '10:00' }

/** Whoever is named tries to publish a session, on a day that is free unless another is named. */
async function publish(world: AssayWorld, by: string, clinician: string, more: Partial<SessionPlan>): Promise<void> {
  const date = more.date ?? (await freeDay(world, clinician))
  world.answer = await tryToPublish(world, await world.actAs(by), clinician, planFor(world, clinician, { ...HOUR, ...more, date }))
}

When('the {persona} publishes a session of the {persona} from {string} to {string} with {int} minutes for each patient', async function (this: AssayWorld, by: string, clinician: string, start: string, end: string, minutes: number) {
  await publish(this, by, clinician, { start, end, minutes })
})

When('the {persona} publishes a session of the {persona} for {string}', async function (this: AssayWorld, by: string, clinician: string, category: string) {
  await publish(this, by, clinician, { category })
})

When('the {persona} publishes a session of the {persona} without a national category', async function (this: AssayWorld, by: string, clinician: string) {
  const { category: _none, ...plan } = planFor(this, clinician, { date: await freeDay(this, clinician), ...HOUR })
  this.answer = await tryToPublish(this, await this.actAs(by), clinician, plan)
})

When('the {persona} publishes a session of the {persona} for yesterday', async function (this: AssayWorld, by: string, clinician: string) {
  await publish(this, by, clinician, { date: daysAfter(onTheWall(Date.now()).date, -1) })
})

When('the {persona} publishes another session of the {persona} that begins before the first has ended', async function (this: AssayWorld, by: string, clinician: string) {
  const first = sessionOf(this, clinician)
  const start = minutesAfter(first.plan.start, 30)
  this.answer = await tryToPublish(this, await this.actAs(by), clinician, { ...first.plan, start, end: minutesAfter(start, 45) })
  // What the scenario goes on speaking of is the first.
  if (this.answer.ok) this.notes.set('second session', sessionOf(this, clinician))
  bookOf(this).sessions.set(clinician, first)
})

When('the {persona} publishes sessions of the {persona} from {string} to {string} for a day in winter and a day in summer', async function (this: AssayWorld, by: string, clinician: string, start: string, end: string) {
  const publisher = await this.actAs(by)
  const year = Number(onTheWall(Date.now()).date.slice(0, 4)) + 1
  // Days differ between scenarios and seeds; the clocks are the same all January and all July.
  const day = String(1 + this.make.pick(28)).padStart(2, '0')
  const plans = ['01', '07'].map((month) => planFor(this, clinician, { date: `${year}-${month}-${day}`, start, end }))
  const answers: Answer<PublishedSession>[] = []
  for (const plan of plans) answers.push(await tryToPublish(this, publisher, clinician, plan))
  this.notes.set('winter and summer', answers)
})

When('the {persona} hands the session over to the {persona}', async function (this: AssayWorld, by: string, successor: string) {
  const [session] = [...bookOf(this).sessions.values()].slice(-1)
  this.answer = await this.candidate.appointments.handOverSession(await this.actAs(by), session!.id, this.staff(successor).id)
})

When('the {persona} withdraws the session', async function (this: AssayWorld, by: string) {
  const [session] = [...bookOf(this).sessions.values()].slice(-1)
  this.answer = await this.candidate.appointments.withdrawSession(await this.actAs(by), session!.id)
})

/** The slots of what was just published. */
async function published(world: AssayWorld): Promise<readonly SlotView[]> {
  const { answer } = world
  await world.check(ensureDone, { answer })
  return answer?.ok ? (answer.value as PublishedSession).slots : []
}

Then('the session has slots that begin at {string}', async function (this: AssayWorld, times: string) {
  await this.check(ensureSlotsBegin, { slots: await published(this), times: times.split(', ') })
})

Then('no slot ends after {string}', async function (this: AssayWorld, time: string) {
  await this.check(ensureSlotsBegin, { slots: await published(this), noneAfter: time })
})

Then('both sessions begin at {string} on the practice\'s clock', async function (this: AssayWorld, time: string) {
  for (const answer of this.notes.get('winter and summer') as Answer<PublishedSession>[]) {
    await this.check(ensureDone, { answer })
    if (answer.ok) await this.check(ensureSlotsBegin, { slots: answer.value.slots.slice(0, 1), times: [time] })
  }
})

Then('every slot has the national category {string}', async function (this: AssayWorld, expected: string) {
  await this.check(ensureSlotsCategorised, { slots: await published(this), what: 'category', expected })
})

Then('every slot has the national context type {string}', async function (this: AssayWorld, expected: string) {
  await this.check(ensureSlotsCategorised, { slots: await published(this), what: 'context', expected })
})

/** What can be booked with a clinician on a day. */
async function offered(world: AssayWorld, { date, practitionerId }: SessionPlan): Promise<SlotView[]> {
  const search = { from: date, to: date, practitionerId }
  return must(await world.candidate.appointments.findFreeSlots(await world.behindTheScenes(DESK), search), 'search for free slots')
}

Then('all of its slots can be found', async function (this: AssayWorld) {
  await this.check(ensureOffered, { offered: await offered(this, bookOf(this).plan!), slots: await published(this), expected: true })
})

Then('none of its slots can be found', async function (this: AssayWorld) {
  const [session] = [...bookOf(this).sessions.values()].slice(-1)
  await this.check(ensureOffered, { offered: await offered(this, session!.plan), slots: session!.slots, expected: false })
})

Then('only the first session can be booked', async function (this: AssayWorld) {
  const { plan, slots } = sessionOf(this, 'GP')
  await this.check(ensureNothingElseOffered, { offered: await offered(this, plan), slots, from: plan.start, to: plan.end })
})

Then('the {persona} has no session then', async function (this: AssayWorld, _clinician: string) {
  await this.check(ensureNothingElseOffered, { offered: await offered(this, bookOf(this).plan!), slots: [], from: bookOf(this).plan!.start, to: bookOf(this).plan!.end })
})

/** Between two times of the day nothing can be booked but these slots; other scenarios have theirs at other times. */
const ensureNothingElseOffered = check('nothing else was published', (_sight, { offered: found, slots, from, to }: { offered: readonly SlotView[]; slots: readonly SlotView[]; from: string; to: string }) => {
  const more = found.filter(({ id, start }) => onTheWall(start).time >= from && onTheWall(start).time < to && !slots.some((slot) => slot.id === id))
  return [
    more.length > 0 && finding('there is more to book', { expected: slots.length ? 'the slots of the first session' : 'no slots', seen: more.map(({ start }) => onTheWall(start).time) }),
    ...slots.map(({ id, start }) => !found.some((slot) => slot.id === id) && finding('there is less to book', { expected: onTheWall(start).time, seen: 'not offered' })),
  ]
})
