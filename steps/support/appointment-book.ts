import type { Answer } from '../../candidate/port/answer.ts'
import type { AppointmentView, PublishedSession, SessionPlan, SlotView } from '../../candidate/port/appointments.ts'
import type { Session } from '../../candidate/port/identity.ts'
import { CandidateFault } from '../../candidate/port/faults.ts'
import { must, type AssayWorld } from '../world.ts'
import { daysAfter, minutesAfter, onTheWall } from './practice-clock.ts'

export const TELEPHONE = 'Telephone/Audio'
export const SURGERY = 'Face to Face (Surgery)'

/** Who makes sessions, and who books, before the scenario's own user acts. */
const MANAGER = 'practice manager'
export const DESK = 'receptionist'

/** A session of the scenario, and where it is in the calendar. */
export interface PlannedSession extends PublishedSession {
  plan: SessionPlan
}

/** What a scenario knows of the appointment book. */
export interface Book {
  /** Sessions by persona of the clinician. */
  sessions: Map<string, PlannedSession>
  /** The last session somebody tried to publish. */
  plan?: SessionPlan
  /** Appointments in the order in which they were made. */
  appointments: AppointmentView[]
}

const books = new WeakMap<AssayWorld, Book>()

export function bookOf(world: AssayWorld): Book {
  const book = books.get(world) ?? { sessions: new Map(), appointments: [] }
  books.set(world, book)
  return book
}

/** The session of a persona that an earlier step published. */
export function sessionOf(world: AssayWorld, persona: string): PlannedSession {
  const session = bookOf(world).sessions.get(persona)
  if (!session) throw new Error(`Failed to find the session of the ${persona}: no step before this one published it.`)
  return session
}

export function slotOf(world: AssayWorld, persona: string, at: number): SlotView {
  const slot = sessionOf(world, persona).slots[at]
  if (!slot) throw new CandidateFault(`The candidate's session of the ${persona} has no slot number ${at + 1}: expected one, saw ${sessionOf(world, persona).slots.length} slots.`)
  return slot
}

/** The appointment the scenario is about: the last one made. */
export function appointmentOf(world: AssayWorld): AppointmentView {
  const appointment = bookOf(world).appointments.at(-1)
  if (!appointment) throw new Error('Failed to find the appointment: no step before this one booked it.')
  return appointment
}

/** A plan for an hour with a persona; `more` says what is different. */
export function planFor(world: AssayWorld, persona: string, more: Partial<SessionPlan> & Pick<SessionPlan, 'date' | 'start' | 'end'>): SessionPlan {
  return { practitionerId: world.staff(persona).id, minutes: 15, category: 'General Consultation Acute', modes: [SURGERY, TELEPHONE], ...more }
}

/** Somebody tries to publish a session of a persona. */
export async function tryToPublish(world: AssayWorld, by: Session, persona: string, plan: SessionPlan): Promise<Answer<PublishedSession>> {
  const answer = await world.candidate.appointments.publishSession(by, plan)
  bookOf(world).plan = plan
  if (answer.ok) bookOf(world).sessions.set(persona, { ...answer.value, plan })
  return answer
}

/** More than half of the times may be taken before this many are: a whole run in one book has some hundred and fifty sessions. */
const TRIES = 40

/**
 * Tries one time after the other until one is free: other scenarios, and earlier runs, have sessions in the same book.
 *
 * @param when for the words of a failure: "in the coming days"
 * @param publish tries one more time; what the candidate said against it, if it did
 */
export async function publishWhenFree(when: string, publish: (attempt: number) => Promise<string | undefined>): Promise<void> {
  let refused: string | undefined
  for (let attempt = 0; attempt < TRIES; attempt++) {
    refused = await publish(attempt)
    if (refused === undefined) return
  }
  throw new CandidateFault(`The candidate did not publish a session ${when}, at any of ${TRIES} times that were tried: it said "${refused}".`)
}

/** Six weeks from next Tuesday or so, nine hours a day: near enough for a routine appointment, far enough to be ahead of any clock, and room for several runs. */
const [DAYS, HOURS] = [42, 9]

/** Publishes a session of an hour in the next days for each persona, at times of which the second is `apart` minutes later. */
export async function publishAhead(world: AssayWorld, personas: readonly string[], more: Partial<SessionPlan> = {}, apart = 5): Promise<void> {
  const manager = await world.behindTheScenes(MANAGER)
  const first = world.make.pick(DAYS * HOURS)
  await publishWhenFree('in the coming days', async (attempt) => {
    const cell = (first + attempt * 5) % (DAYS * HOURS)
    const date = daysAfter(onTheWall(Date.now()).date, 5 + (cell % DAYS))
    const start = `${String(8 + Math.floor(cell / DAYS)).padStart(2, '0')}:00`
    const answers: Answer<PublishedSession>[] = []
    for (const [at, persona] of personas.entries()) {
      const begin = minutesAfter(start, at * apart)
      answers.push(await tryToPublish(world, manager, persona, planFor(world, persona, { date, start: begin, end: minutesAfter(begin, 55), ...more })))
    }
    const failed = answers.find((answer) => !answer.ok)
    return failed?.ok === false ? failed.message : undefined
  })
}

/** Minutes within which a session of today begins: a run has some twenty, and earlier ones of the day have theirs. */
const SOON = 240

/** Publishes a session that begins within hours: two slots, a minute each. */
export async function publishToday(world: AssayWorld, persona: string, more: Partial<SessionPlan> = {}): Promise<void> {
  const minutesLeft = () => (Date.parse(`2000-01-02T00:00Z`) - Date.parse(`2000-01-01T${onTheWall(worldTime(world)).time}Z`)) / 60_000
  // A session does not go past midnight; shortly before, the scenario plays tomorrow.
  if (minutesLeft() < 20) await letPass(world, 30 * 60)
  const now = worldTime(world)
  const room = Math.min(SOON, minutesLeft() - 4)
  const first = world.make.pick(room)
  await publishWhenFree('for today', async (attempt) => {
    const { date, time } = onTheWall(now + (2 + ((first + attempt * 7) % room)) * 60_000)
    const answer = await tryToPublish(world, await world.behindTheScenes(MANAGER), persona, planFor(world, persona, { date, start: time, end: minutesAfter(time, 2), minutes: 1, ...more }))
    return answer.ok ? undefined : answer.message
  })
}

/** Now, as the scenario has it: milliseconds since 1970. */
const worldTime = (world: AssayWorld): number => Date.now() + world.secondsPassed * 1000

/** Lets time pass; whoever was signed in signs in again, where sitting still for so long has ended their session. */
export async function letPass(world: AssayWorld, seconds: number): Promise<void> {
  await world.passTime(seconds)
  if (seconds < SHORT_SECONDS) return
  const acting = [...world.sessions].find(([, session]) => session === world.session)?.[0]
  world.sessions.clear()
  world.session = undefined
  if (acting !== undefined) await world.actAs(acting)
}

/** No session ends that soon. */
const SHORT_SECONDS = 240

/** Books somebody into a slot, by way of the desk. */
export async function bookInto(world: AssayWorld, name: string, slot: SlotView, by = DESK): Promise<AppointmentView> {
  const { view } = world.named(name)
  if (!view) throw new Error(`Failed to book ${name}: no step before this one registered them.`)
  const request = { patientId: view.id, slotId: slot.id, mode: TELEPHONE, reason: REASON, through: 'telephone' } as const
  const appointment = must(await world.candidate.appointments.book(await world.behindTheScenes(by), request), `book ${name}`)
  return appointment
}

/** What patients come for unless a scenario says otherwise. */
export const REASON = 'Cough for three weeks'

/** A reason for cancelling that everybody has. */
export const FEELS_BETTER = { code: 'pat-fb', text: 'Patient feels better' }

/** What the candidate shows of an appointment now. */
export async function readNow(world: AssayWorld, { id }: AppointmentView): Promise<AppointmentView> {
  return must(await world.candidate.appointments.read(await world.behindTheScenes(DESK), id), 'show the appointment')
}

/** A persona's list of the day of their session. */
export async function dayListOf(world: AssayWorld, persona: string): Promise<AppointmentView[]> {
  const { date, practitionerId } = sessionOf(world, persona).plan
  return must(await world.candidate.appointments.ofDay(await world.behindTheScenes(DESK), { date, practitionerId }), 'show the list of the day')
}
