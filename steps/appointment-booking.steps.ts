import { Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { AppointmentView, BookingRequest } from '../candidate/port/appointments.ts'
import { check, finding } from './checks/check.ts'
import { ensureAppointment } from './checks/ensure-appointment.ts'
import { ensureBookedOnce } from './checks/ensure-on-list.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureOffered } from './checks/ensure-slots.ts'
import { appointmentOf, bookOf, dayListOf, DESK, readNow, REASON, sessionOf, slotOf, TELEPHONE } from './support/appointment-book.ts'
import { TAKEN } from './support/appointment-refusals.ts'
import './support/appointment-words.ts'
import { must, type AssayWorld } from './world.ts'

/** Whoever is named books somebody; what the request leaves out was not said. */
async function book(world: AssayWorld, by: string, name: string, request: Omit<BookingRequest, 'patientId'>): Promise<void> {
  const { view } = world.named(name)
  const answer = await world.candidate.appointments.book(await world.actAs(by), { patientId: view!.id, ...request })
  if (answer.ok) bookOf(world).appointments.push(answer.value)
  world.answer = answer
}

When('the {persona} books {word} into the {nth} slot of the {persona}', async function (this: AssayWorld, by: string, name: string, at: number, persona: string) {
  await book(this, by, name, { slotId: slotOf(this, persona, at).id, mode: TELEPHONE, reason: REASON, through: 'telephone' })
})

When('the {persona} books {word} with the {persona} by telephone, for {string}, because of {string}', async function (this: AssayWorld, by: string, name: string, persona: string, mode: string, reason: string) {
  await book(this, by, name, { slotId: slotOf(this, persona, 0).id, mode, reason, through: 'telephone' })
})

When('the {persona} books {word} with the {persona} without saying how they meet', async function (this: AssayWorld, by: string, name: string, persona: string) {
  await book(this, by, name, { slotId: slotOf(this, persona, 0).id, reason: REASON, through: 'telephone' })
})

When('the {persona} books {word} with the {persona} without giving a reason', async function (this: AssayWorld, by: string, name: string, persona: string) {
  await book(this, by, name, { slotId: slotOf(this, persona, 0).id, mode: TELEPHONE, through: 'telephone' })
})

When(
  'the {persona} books {word}, and the {persona} books {word}, into the {nth} slot of the {persona} at the same moment',
  async function (this: AssayWorld, one: string, first: string, other: string, second: string, at: number, persona: string) {
    const [oneSession, otherSession] = [await this.actAs(one), await this.actAs(other)]
    const request = (name: string) => ({ patientId: this.named(name).view!.id, slotId: slotOf(this, persona, at).id, mode: TELEPHONE, reason: REASON, through: 'desk' }) as const
    const both = await Promise.all([this.candidate.appointments.book(oneSession, request(first)), this.candidate.appointments.book(otherSession, request(second))])
    this.notes.set('both answers', both)
  },
)

When('the {persona} searches for {string} on the day of the session', async function (this: AssayWorld, by: string, mode: string) {
  await this.actAs(by)
  this.notes.set('searched', mode)
})

When('the {persona} blocks the {nth} slot of the {persona} for {string}', async function (this: AssayWorld, by: string, at: number, persona: string, reason: string) {
  this.answer = await this.candidate.appointments.blockSlot(await this.actAs(by), slotOf(this, persona, at).id, reason)
})

When('the {persona} keeps the {nth} slot of the {persona} back for the desk', async function (this: AssayWorld, by: string, at: number, persona: string) {
  this.answer = await this.candidate.appointments.offerToPatients(await this.actAs(by), slotOf(this, persona, at).id, false)
})

/** What the desk can book on the day of a persona's session. */
async function offeredOn(world: AssayWorld, persona: string, more: { mode?: string; forPatients?: boolean } = {}) {
  const { plan } = sessionOf(world, persona)
  const search = { from: plan.date, to: plan.date, practitionerId: plan.practitionerId, ...more }
  return must(await world.candidate.appointments.findFreeSlots(await world.behindTheScenes(DESK), search), 'search for free slots')
}

for (const toPatients of [false, true]) {
  for (const expected of [true, false]) {
    Then(`the {nth} slot of the {persona} is ${expected ? '' : 'not '}offered${toPatients ? ' to patients' : ''}`, async function (this: AssayWorld, at: number, persona: string) {
      const offered = await offeredOn(this, persona, { forPatients: toPatients })
      await this.check(ensureOffered, { offered, slots: [slotOf(this, persona, at)], expected })
    })
  }
}

Then('no slot of the {persona} is found', async function (this: AssayWorld, persona: string) {
  const offered = await offeredOn(this, persona, { mode: String(this.notes.get('searched')) })
  await this.check(ensureOffered, { offered, slots: sessionOf(this, persona).slots, expected: false })
})

Then('the slots of the {persona} are found when the {persona} searches for {string}', async function (this: AssayWorld, persona: string, _by: string, mode: string) {
  await this.check(ensureOffered, { offered: await offeredOn(this, persona, { mode }), slots: sessionOf(this, persona).slots, expected: true })
})

Then('the appointment shows where, when, with whom, how, why, and how it was booked', async function (this: AssayWorld) {
  const slot = slotOf(this, 'GP', 0)
  const { practitionerId } = sessionOf(this, 'GP').plan
  const expected = { start: slot.start, end: slot.end, practitionerId, mode: TELEPHONE, reason: REASON, through: 'telephone', bookedBy: this.staff(DESK).id, patientId: this.patient.view.id, slotId: slot.id }
  const seen = await readNow(this, appointmentOf(this))
  await this.check(ensureAppointment, { seen, expected })
  await this.check(ensurePlaceIsNamed, { seen })
})

Then('{word} has no appointment', async function (this: AssayWorld, name: string) {
  const { view } = this.named(name)
  const list = must(await this.candidate.appointments.ofPatient(await this.behindTheScenes(DESK), view!.id), "show the patient's appointments")
  await this.check(ensureNoAppointment, { list })
})

Then('the {nth} slot of the {persona} is booked for {word} alone', async function (this: AssayWorld, at: number, persona: string, name: string) {
  const { view } = this.named(name)
  await this.check(ensureBookedOnce, { list: await dayListOf(this, persona), slotId: slotOf(this, persona, at).id, patientId: view!.id })
})

Then('the {nth} slot of the {persona} is booked for one patient', async function (this: AssayWorld, at: number, persona: string) {
  await this.check(ensureBookedOnce, { list: await dayListOf(this, persona), slotId: slotOf(this, persona, at).id })
})

Then('one of them gets the slot, and the other is told that it is taken', async function (this: AssayWorld) {
  const both = this.notes.get('both answers') as Answer<AppointmentView>[]
  await this.check(ensureOneOfTwo, { both })
  const refused = both.find((answer) => !answer.ok)
  if (refused) await this.check(ensureRefused, { answer: refused, ...TAKEN })
})

const ensurePlaceIsNamed = check('the appointment says where it is', (_sight, { seen }: { seen: AppointmentView }) => !seen.site && finding('no place', { expected: 'the name of a site', seen: 'nothing' }))

const ensureNoAppointment = check('no appointment was made', (_sight, { list }: { list: readonly AppointmentView[] }) => {
  const live = list.filter(({ status }) => status !== 'cancelled')
  return live.length > 0 && finding('there is one', { expected: 'none', seen: live.map(({ id, start }) => `${id} at ${start}`) })
})

const ensureOneOfTwo = check('one of two gets the slot', (_sight, { both }: { both: readonly Answer<AppointmentView>[] }) => {
  const got = both.filter((answer) => answer.ok).length
  return got !== 1 && finding('not one', { expected: '1 booking', seen: `${got} bookings` })
})
