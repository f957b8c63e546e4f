import { Given, Then } from '@cucumber/cucumber'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { appointmentOf, bookInto, bookOf, DESK, FEELS_BETTER, letPass, publishAhead, publishToday, slotOf, TELEPHONE } from './support/appointment-book.ts'
import { TOLD } from './support/appointment-refusals.ts'
import './support/appointment-words.ts'
import { onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

Given('a session of the {persona} has been published', async function (this: AssayWorld, persona: string) {
  await publishAhead(this, [persona])
})

Given('a session of the {persona} that patients may book has been published', async function (this: AssayWorld, persona: string) {
  await publishAhead(this, [persona], { patientBookable: true })
})

Given('a session of the {persona} by telephone only has been published', async function (this: AssayWorld, persona: string) {
  await publishAhead(this, [persona], { modes: [TELEPHONE] })
})

Given('sessions of the {persona} and of the {persona} have been published, the second five minutes later', async function (this: AssayWorld, first: string, second: string) {
  await publishAhead(this, [first, second])
})

Given('a session of the {persona} today has been published', async function (this: AssayWorld, persona: string) {
  await publishToday(this, persona)
})

Given('the session is over', async function (this: AssayWorld) {
  const [session] = [...bookOf(this).sessions.values()].slice(-1)
  const end = Date.parse(session?.slots.at(-1)?.end ?? '')
  if (Number.isNaN(end)) throw new Error('Failed to let the session pass: no step before this one published it.')
  await letPass(this, Math.ceil((end - Date.now()) / 1000) - this.secondsPassed + 5)
})

Given('{word} has an appointment with the {persona}', async function (this: AssayWorld, name: string, persona: string) {
  bookOf(this).appointments.push(await bookInto(this, name, slotOf(this, persona, 0)))
})

Given('the {persona} has booked {word} into the {nth} slot of the {persona}', async function (this: AssayWorld, by: string, name: string, at: number, persona: string) {
  const { person } = this
  await bookInto(this, name, slotOf(this, persona, at), by)
  this.person = person
})

Given('{word} has left the practice', async function (this: AssayWorld, name: string) {
  const { view } = this.named(name)
  must(await this.candidate.demographics.deduct(await this.behindTheScenes(DESK), view!.id), `take ${name} off the list`)
})

Given('{word} has since died, as the national record says', async function (this: AssayWorld, name: string) {
  await this.hub.outside.pds.recordDeath({ nhsNumber: this.named(name).nhsNumber, date: onTheWall(Date.now() - 86_400_000).date, status: 'formal' })
})

Given('the {persona} has blocked the {nth} slot of the {persona}', async function (this: AssayWorld, by: string, at: number, persona: string) {
  must(await this.candidate.appointments.blockSlot(await this.actAs(by), slotOf(this, persona, at).id, 'Home visit'), 'block the slot')
})

Given('the {persona} has the appointment on screen', async function (this: AssayWorld, persona: string) {
  const { appointments } = bookOf(this)
  appointments.push(must(await this.candidate.appointments.read(await this.actAs(persona), appointmentOf(this).id), 'show the appointment'))
})

Given('the {persona} has moved the appointment to the {nth} slot of the {persona}', async function (this: AssayWorld, by: string, at: number, persona: string) {
  must(await this.candidate.appointments.move(await this.behindTheScenes(by), appointmentOf(this), slotOf(this, persona, at).id), 'move the appointment')
})

Given('the {persona} has marked the appointment as {attendance}', async function (this: AssayWorld, persona: string, status: 'arrived' | 'fulfilled' | 'noshow') {
  bookOf(this).appointments.push(must(await this.candidate.appointments.mark(await this.actAs(persona), appointmentOf(this), status), 'mark the appointment'))
})

Given('the {persona} has cancelled the appointment', async function (this: AssayWorld, persona: string) {
  bookOf(this).appointments.push(must(await this.candidate.appointments.cancel(await this.actAs(persona), appointmentOf(this), FEELS_BETTER), 'cancel the appointment'))
})

Then('it is done', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

for (const [words, asked] of Object.entries(TOLD)) {
  Then(`the user is told ${words}`, async function (this: AssayWorld) {
    await this.check(ensureRefused, { answer: this.answer, ...asked })
  })
}
