import { Then, When } from '@cucumber/cucumber'
import type { AuditLine } from '../candidate/port/audit.ts'
import type { AppointmentView } from '../candidate/port/appointments.ts'
import { check, finding } from './checks/check.ts'
import { ensureAppointment } from './checks/ensure-appointment.ts'
import { ensureAudited, linesSaying } from './checks/ensure-audited.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureOnList } from './checks/ensure-on-list.ts'
import { appointmentOf, bookOf, dayListOf, DESK, FEELS_BETTER } from './support/appointment-book.ts'
import { readTrail, trailSinceMark } from './support/audit-trail.ts'
import { must, type AssayWorld } from './world.ts'

When("the {persona} looks at {word}'s appointments", async function (this: AssayWorld, by: string, name: string) {
  const { view } = this.named(name)
  this.answer = await this.candidate.appointments.ofPatient(await this.actAs(by), view!.id)
})

Then("the {persona}'s list of that day shows {word}", async function (this: AssayWorld, persona: string, _name: string) {
  await this.check(ensureOnList, { list: await dayListOf(this, persona), has: [appointmentOf(this)] })
})

Then("the {persona}'s list of that day does not show {word}", async function (this: AssayWorld, persona: string, _name: string) {
  await this.check(ensureOnList, { list: await dayListOf(this, persona), hasNot: [appointmentOf(this)] })
})

Then('the list shows the appointment with the {persona} and the one with the {persona}', async function (this: AssayWorld, _one: string, _other: string) {
  const { answer } = this
  await this.check(ensureDone, { answer })
  if (answer?.ok) await this.check(ensureOnList, { list: answer.value as AppointmentView[], has: bookOf(this).appointments })
})

/** The appointment as the patient's own list shows it. */
async function onPatientsList(world: AssayWorld, name: string): Promise<AppointmentView | undefined> {
  const { view } = world.named(name)
  const list = must(await world.candidate.appointments.ofPatient(await world.behindTheScenes(DESK), view!.id), "show the patient's appointments")
  await world.check(ensureOnList, { list, has: [appointmentOf(world)] })
  return list.find(({ id }) => id === appointmentOf(world).id)
}

Then("{word}'s list shows the appointment as cancelled, with the reason", async function (this: AssayWorld, name: string) {
  const seen = await onPatientsList(this, name)
  if (seen) await this.check(ensureAppointment, { seen, expected: { status: 'cancelled', cancelledBecause: FEELS_BETTER.text } })
})

Then("{word}'s list shows that she/he/they did not attend", async function (this: AssayWorld, name: string) {
  const seen = await onPatientsList(this, name)
  if (seen) await this.check(ensureAppointment, { seen, expected: { status: 'noshow' } })
})

Then('the audit trail shows that the {persona} booked {word}, and then changed the appointment twice', async function (this: AssayWorld, persona: string, name: string) {
  const { view } = this.named(name)
  const lines = await readTrail(this, { patientId: view!.id })
  const by = (actions: readonly AuditLine['action'][]) => linesSaying(lines, { success: true, userId: this.staff(persona).id, patientId: view!.id, actions })
  await this.check(ensureCounted, { what: 'a line that tells of a booking', seen: by(['C']).length, expected: 1 })
  await this.check(ensureCounted, { what: 'lines that tell of changes', seen: by(['U', 'E', 'D']).length, expected: 2 })
})

Then('the audit trail shows since then that the {persona} was refused a booking', async function (this: AssayWorld, persona: string) {
  await this.check(ensureAudited, { lines: await trailSinceMark(this), fact: { success: false, userId: this.staff(persona).id, actions: ['C', 'E'] } })
})

const ensureCounted = check('everything that was done is in the audit trail', (_sight, { what, seen, expected }: { what: string; seen: number; expected: number }) => seen !== expected && finding(what, { expected: String(expected), seen: String(seen) }))
