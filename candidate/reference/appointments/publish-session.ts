import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { findEmployee, worksHere } from '../resources/staff.ts'
import { siteNamed, sitesOf } from '../resources/sites.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { appointmentsStore } from './appointments-store.ts'
import type { ClinicSession, Slot } from './clinic-session.ts'
import { MODES, nationalCategory, type NationalCategory } from './national-lists.ts'
import { instantOf } from './practice-time.ts'
import { sessionsStore } from './sessions-store.ts'

/** A session as somebody wants it: date and times as the practice's clock shows them. */
export interface SessionPlan {
  /** SDS user id. */
  practitionerId: string
  /** Absent: the main surgery. */
  siteId?: string
  date: string
  start: string
  end: string
  /** Length of a slot. */
  minutes: number
  category: string
  modes: readonly string[]
  patientBookable: boolean
}

/** Who may publish and withdraw sessions: whoever configures the system. Booking into them is for many; what there is to book, for few. */
export const demandPublisher = behaviour('appointments.demandPublisher', ({ role }: Work): void => demand(role, 'B1700'))

/** When each slot of a session begins and ends: one after the other, as many as fit. Time left over is nobody's. */
export const slotTimes = behaviour('appointments.slotTimes', (startsAt: number, endsAt: number, minutes: number): { startsAt: number; endsAt: number }[] => {
  const length = minutes * 60_000
  return Array.from({ length: Math.floor((endsAt - startsAt) / length) }, (_, at) => ({ startsAt: startsAt + at * length, endsAt: startsAt + (at + 1) * length }))
})

/** The national category of a session's slots: the one that was chosen for it. */
export const categoryOfSlots = behaviour('appointments.categoryOfSlots', ({ category }: NationalCategory): string => category)

/** Whether two sessions of one clinician overlap: nobody sees patients in two places at once. */
export const sessionsOverlap = behaviour(
  'appointments.sessionsOverlap',
  (one: Pick<ClinicSession, 'startsAt' | 'endsAt'>, other: Pick<ClinicSession, 'startsAt' | 'endsAt'>) => one.startsAt < other.endsAt && other.startsAt < one.endsAt,
)

/** Whether a session can still be published: it lies ahead. */
export const liesAhead = behaviour('appointments.liesAhead', (startsAt: number, now: number): boolean => startsAt > now)

/** Publishes a session: from now on its slots can be found and booked. */
export function publishSession(work: Work, plan: SessionPlan): { session: ClinicSession; slots: Slot[] } {
  demandPublisher(work)
  const { services } = work
  const checked = check(work, plan)
  const { startsAt, endsAt, category, practitionerId, siteId } = checked
  return services.database.transaction(() => {
    const store = sessionsStore(services)
    // A day to either side is more than any session lasts.
    const others = store.sessionsOf(practitionerId, { from: startsAt - DAY, to: endsAt + DAY })
    if (others.some((other) => sessionsOverlap(checked, other))) {
      throw new Refusal('rule', [{ reason: 'session-overlap', field: 'start', text: 'This clinician has another session at that time. The session was not published.' }])
    }
    const session = store.add({ practitionerId, siteId, startsAt, endsAt, category: category.category, modes: plan.modes, publishedBy: work.session.user.id })
    for (const times of slotTimes(startsAt, endsAt, plan.minutes)) {
      store.addSlot({ ...times, sessionId: session.id, category: categoryOfSlots(category), patientBookable: plan.patientBookable })
    }
    audited(work, { event: 'session-published', action: 'C', subject: `Schedule/${session.id}`, detail: { practitioner: practitionerId, date: plan.date } })
    return { session, slots: store.slotsOf(session.id) }
  })
}

const DAY = 86_400_000

function check(work: Work, plan: SessionPlan): { practitionerId: string; siteId: string; startsAt: number; endsAt: number; category: NationalCategory } {
  const { services } = work
  const now = services.clock.now()
  const issues: RefusalIssue[] = []
  const employee = findEmployee(services, plan.practitionerId)
  if (!employee) issues.push({ field: 'practitioner', text: 'Choose who sees the patients: somebody on the practice’s staff.' })
  else if (!worksHere(employee, plan.date)) issues.push({ field: 'practitioner', text: 'This clinician has left the practice by then. Choose another.' })
  const category = nationalCategory(plan.category)
  if (!category) issues.push({ field: 'category', text: plan.category === '' ? 'Choose the national slot category.' : `“${plan.category}” is not a national slot category. Choose one of the list.` })
  if (plan.modes.length === 0) issues.push({ field: 'mode', text: 'Choose how patients are met: one way or more.' })
  for (const mode of plan.modes) if (!MODES.includes(mode)) issues.push({ field: 'mode', text: `“${mode}” is not on the national list of appointment modes.` })
  if (!(Number.isInteger(plan.minutes) && plan.minutes >= 1 && plan.minutes <= 240)) issues.push({ field: 'minutes', text: 'Say how long a slot is: 1 to 240 minutes.' })

  const [startsAt, endsAt] = [instantOf(plan.date, plan.start, now), instantOf(plan.date, plan.end, now)]
  if (startsAt === undefined || endsAt === undefined) issues.push({ field: 'start', text: 'Give date, start and end, as in 2026-03-31, 09:00 and 12:30.' })
  else if (endsAt < startsAt + plan.minutes * 60_000) issues.push({ field: 'end', text: 'The session must last for one slot at least.' })
  else if (!liesAhead(startsAt, now)) issues.push({ field: 'start', text: 'The session begins in the past. Choose a later time.' })
  if (issues.length > 0 || !category || startsAt === undefined || endsAt === undefined) throw new Refusal('invalid', issues)

  const site = plan.siteId === undefined ? sitesOf(services).find(({ main }) => main) : siteNamed(services, plan.siteId)
  if (!site) throw new Error('the practice has no main site')
  return { practitionerId: plan.practitionerId, siteId: site.id, startsAt, endsAt, category }
}

/** What speaks against withdrawing a session: patients who are expected in it. */
export const whyKeepSession = behaviour('appointments.whyKeepSession', (expected: number): Refusal | undefined =>
  expected === 0 ? undefined : new Refusal('rule', [{ reason: 'session-has-bookings', text: `${expected} patients are booked into this session. Move or cancel their appointments first. Nothing was changed.` }]),
)

/** What withdrawing does: the session is gone, and its slots with it. */
export const takeBack = behaviour('appointments.takeBack', (work: Work, { id }: ClinicSession): void => sessionsStore(work.services).withdraw(id))

/** Takes a session back: its slots are offered no more. */
export function withdrawSession(work: Work, id: string): void {
  demandPublisher(work)
  const { services } = work
  services.database.transaction(() => {
    const store = sessionsStore(services)
    const session = store.session(id)
    const appointments = appointmentsStore(services)
    const expected = store.slotsOf(id).filter((slot) => appointments.inSlot(slot.id)).length
    const refusal = whyKeepSession(expected)
    if (refusal) throw refusal
    takeBack(work, session)
    audited(work, { event: 'session-withdrawn', action: 'D', subject: `Schedule/${id}` })
  })
}
