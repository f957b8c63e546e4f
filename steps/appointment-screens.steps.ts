import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { sessionOf, slotOf } from './support/appointment-book.ts'
import { onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

/** Who notes alerts before the scenario's own user acts. */
const PREPARER = 'second GP'

Given('{word} has the alert {string}', async function (this: AssayWorld, name: string, text: string) {
  const { view } = this.named(name)
  must(await this.candidate.demographics.raiseAlert(await this.behindTheScenes(PREPARER), view!.id, text), 'note an alert')
})

async function openDay(world: AssayWorld, by: string, clinician: string): Promise<void> {
  const { date, practitionerId } = sessionOf(world, clinician).plan
  await world.candidate.screen.open(await world.actAs(by), 'day-list', { date, practitioner: practitionerId })
}

async function openBookingForm(world: AssayWorld, by: string, name: string): Promise<void> {
  const { date, practitionerId } = sessionOf(world, 'GP').plan
  await world.candidate.screen.open(await world.actAs(by), 'book-appointment', { id: world.named(name).view!.id, date, practitioner: practitionerId, slot: slotOf(world, 'GP', 0).id })
}

Given('the {persona} has the booking form for {word} open', async function (this: AssayWorld, by: string, name: string) {
  await openBookingForm(this, by, name)
})

Given('the {persona} has the list of that day of the {persona} open', async function (this: AssayWorld, by: string, clinician: string) {
  await openDay(this, by, clinician)
})

When('the {persona} opens the booking form for {word}', async function (this: AssayWorld, by: string, name: string) {
  await openBookingForm(this, by, name)
})

When('the {persona} opens the list of that day', async function (this: AssayWorld, by: string) {
  await openDay(this, by, 'GP')
})

When('the {persona} books the first slot without choosing how they meet', async function (this: AssayWorld, by: string) {
  const user = await this.actAs(by)
  const { screen } = this.candidate
  await screen.type(user, 'appointment-reason', 'Cough for three weeks')
  await screen.press(user, 'booked-by-telephone')
  await screen.press(user, 'book')
})

When('the {persona} books the first slot in the form for {string}', async function (this: AssayWorld, by: string, reason: string) {
  const user = await this.actAs(by)
  const { screen } = this.candidate
  await screen.press(user, 'meet-by-telephone')
  await screen.type(user, 'appointment-reason', reason)
  await screen.press(user, 'booked-by-telephone')
  await screen.press(user, 'book')
})

When('the {persona} presses {string} for {word}', async function (this: AssayWorld, by: string, button: string, _name: string) {
  await this.candidate.screen.press(await this.actAs(by), `mark-${button.toLowerCase()}`)
})

const onScreen = async (world: AssayWorld, region: string) => (await world.candidate.screen.read(world.user, region)) ?? ''

Then('the list names {word} and {word}', async function (this: AssayWorld, one: string, other: string) {
  await this.check(ensurePageSays, { text: await onScreen(this, 'main'), says: [this.named(one), this.named(other)].map(({ name }) => new RegExp(name.split(' ')[1] ?? name, 'i')) })
})

Then('the page shows no patient banner', async function (this: AssayWorld) {
  await this.check(ensureNoBanner, { banner: await this.candidate.screen.read(this.user, 'banner') })
})

Then('the page shows {string}', async function (this: AssayWorld, words: string) {
  await this.check(ensurePageSays, { text: `${await onScreen(this, 'banner')} ${await onScreen(this, 'main')}`, says: [new RegExp(words, 'i')] })
})

Then('the page says that the way to meet has to be chosen', async function (this: AssayWorld) {
  await this.check(ensurePageSays, { text: await onScreen(this, 'message'), says: [/choose|select|meet|met|mode/i] })
})

Then('the page says that the slot is taken', async function (this: AssayWorld) {
  await this.check(ensurePageSays, { text: await onScreen(this, 'message'), says: [/taken|free|book|available/i] })
})

Then('{string} is still in the form', async function (this: AssayWorld, text: string) {
  await this.check(ensureStillTyped, { seen: await this.candidate.screen.value(this.user, 'appointment-reason'), expected: text })
})

Then('the list says {string} for {word}', async function (this: AssayWorld, state: string, name: string) {
  const line = await onScreen(this, 'appointment-line')
  const family = this.named(name).name.split(' ')[1] ?? name
  const at = onTheWall(slotOf(this, 'GP without a smartcard', 0).start).time
  await this.check(ensurePageSays, { text: line, says: [new RegExp(family, 'i'), new RegExp(at), new RegExp(`\\b${state}\\b`)] })
})

const ensurePageSays = check('the page says it', (_sight, { text, says }: { text: string; says: readonly RegExp[] }) =>
  says.map((words) => !words.test(text) && finding('the page does not say it', { expected: `words like ${words.source}`, seen: text.slice(0, 400) || 'nothing' })),
)

const ensureNoBanner = check('no patient banner is shown', (_sight, { banner }: { banner: string | undefined }) => banner !== undefined && finding('there is one', { expected: 'no banner', seen: banner.slice(0, 200) }))

const ensureStillTyped = check('what the user typed is still there', (_sight, { seen, expected }: { seen: string | undefined; expected: string }) => seen !== expected && finding('it is gone', { expected, seen: seen ?? 'no such field' }))
