import { Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { AppointmentView } from '../candidate/port/appointments.ts'
import type { Session } from '../candidate/port/identity.ts'
import { check, finding } from './checks/check.ts'
import { ensureAppointment, ensureTimes } from './checks/ensure-appointment.ts'
import { appointmentOf, bookOf, FEELS_BETTER, readNow, REASON, sessionOf, slotOf } from './support/appointment-book.ts'
import './support/appointment-words.ts'
import { onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

/** Whoever is named changes the appointment; the next change is made against what they see then. */
async function change(world: AssayWorld, by: string, act: (session: Session, seen: AppointmentView) => Promise<Answer<AppointmentView>>): Promise<void> {
  const answer = await act(await world.actAs(by), appointmentOf(world))
  if (answer.ok) bookOf(world).appointments.push(answer.value)
  world.answer = answer
}

When('the {persona} moves the appointment to the {nth} slot of the {persona}', async function (this: AssayWorld, by: string, at: number, persona: string) {
  await change(this, by, (session, seen) => this.candidate.appointments.move(session, seen, slotOf(this, persona, at).id))
})

When('the {persona} cancels the appointment because the patient feels better', async function (this: AssayWorld, by: string) {
  await change(this, by, (session, seen) => this.candidate.appointments.cancel(session, seen, FEELS_BETTER))
})

When('the {persona} cancels the appointment without a reason', async function (this: AssayWorld, by: string) {
  await change(this, by, (session, seen) => this.candidate.appointments.cancel(session, seen))
})

When('the {persona} marks the appointment as {attendance}', async function (this: AssayWorld, by: string, status: 'arrived' | 'fulfilled' | 'noshow') {
  await change(this, by, (session, seen) => this.candidate.appointments.mark(session, seen, status))
})

Then('the appointment is in the {nth} slot of the {persona}, and for the same reason', async function (this: AssayWorld, at: number, persona: string) {
  const { id, start } = slotOf(this, persona, at)
  const expected = { status: 'booked', start, slotId: id, practitionerId: sessionOf(this, persona).plan.practitionerId, reason: REASON }
  await this.check(ensureAppointment, { seen: await readNow(this, appointmentOf(this)), expected })
})

Then('the appointment is with the {persona}', async function (this: AssayWorld, persona: string) {
  const { start } = appointmentOf(this)
  await this.check(ensureAppointment, { seen: await readNow(this, appointmentOf(this)), expected: { status: 'booked', start, practitionerId: this.staff(persona).id } })
})

Then('{word} still has the appointment as it was', async function (this: AssayWorld, name: string) {
  this.named(name)
  const { status, start, slotId, practitionerId } = appointmentOf(this)
  const expected = { status, start, ...(slotId && { slotId }), ...(practitionerId && { practitionerId }) }
  await this.check(ensureAppointment, { seen: await readNow(this, appointmentOf(this)), expected })
})

Then(/^the appointment is still (marked as arrived|cancelled)$/, async function (this: AssayWorld, state: string) {
  await this.check(ensureAppointment, { seen: await readNow(this, appointmentOf(this)), expected: { status: state === 'cancelled' ? 'cancelled' : 'arrived' } })
})

Then('the appointment tells when the patient arrived and when they were seen', async function (this: AssayWorld) {
  const seen = await readNow(this, appointmentOf(this))
  await this.check(ensureAppointment, { seen, expected: { status: 'fulfilled' } })
  await this.check(ensureTimes, { seen, order: ['arrived', 'fulfilled'] })
})

Then('the story of the appointment names the {nth} slot, then the {nth}, and the {persona} for both', async function (this: AssayWorld, from: number, to: number, persona: string) {
  const story = must(await this.candidate.appointments.history(this.user, appointmentOf(this).id), 'tell the story of the appointment')
  const expected = [from, to].map((at) => onTheWall(slotOf(this, 'GP', at).start).time)
  await this.check(ensureStory, { times: story.map(({ appointment }) => onTheWall(appointment.start).time).reverse(), expected, users: story.map(({ userId }) => userId), userId: this.staff(persona).id })
})

const ensureStory = check('the story of the appointment is told', (_sight, { times, expected, users, userId }: { times: string[]; expected: string[]; users: (string | undefined)[]; userId: string }) => [
  times.join() !== expected.join() && finding('other times', { expected: expected.join(', then '), seen: times.join(', then ') || 'nothing' }),
  ...users.map((user) => user !== userId && finding('somebody else', { expected: userId, seen: user ?? 'nobody' })),
])
