import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { orderOf, type MedicineName } from './support/medicines.ts'
import type { AssayWorld } from './world.ts'

async function openPage(world: AssayWorld, persona: string, name: string): Promise<void> {
  const { view } = world.named(name)
  await world.candidate.screen.open(await world.actAs(persona), 'prescribe', { id: view!.id })
}

Given('the {persona} has the page to prescribe for {word} open', async function (this: AssayWorld, persona: string, name: string) {
  await openPage(this, persona, name)
})

When('the {persona} opens the page to prescribe for {word}', async function (this: AssayWorld, persona: string, name: string) {
  await openPage(this, persona, name)
})

When('the {persona} enters {medicine} and adds it', async function (this: AssayWorld, persona: string, medicine: MedicineName) {
  const user = await this.actAs(persona)
  const { screen } = this.candidate
  const { term, dosage, quantity, days } = orderOf(medicine)
  await screen.type(user, 'medicine', term)
  await screen.type(user, 'dose', dosage.join(', '))
  await screen.type(user, 'quantity', String(quantity))
  await screen.type(user, 'days-of-supply', String(days))
  await screen.press(user, 'add-medicine')
})

When('the {persona} gives the reason {string} and adds it', async function (this: AssayWorld, persona: string, reason: string) {
  this.notes.set('reason', reason)
  const user = await this.actAs(persona)
  await this.candidate.screen.type(user, 'reason-to-go-on', reason)
  await this.candidate.screen.press(user, 'add-medicine')
})

When('the {persona} signs what is on the page', async function (this: AssayWorld, persona: string) {
  await this.candidate.screen.press(await this.actAs(persona), 'sign-prescription')
})

Then('the page shows who {word} is', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const banner = await this.candidate.screen.read(this.user, 'banner')
  await this.check(ensureShows, { text: banner, words: [national.family.toUpperCase(), `${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}`] })
})

Then('the page warns of {string}', async function (this: AssayWorld, words: string) {
  await this.check(ensureShows, { text: await this.candidate.screen.read(this.user, 'warnings'), words: [words] })
})

Then('the page says that it is signed, and not confirmed', async function (this: AssayWorld) {
  await this.check(ensureShows, { text: await this.candidate.screen.read(this.user, 'main'), words: ['Signed', 'not confirmed'] })
})

const ensureShows = check('the page shows it', (_sight, { text, words }: { text: string | undefined; words: readonly string[] }) => {
  if (text === undefined) return finding('it is not on the page', { expected: words.join(', '), seen: 'nothing' })
  return words.map((word) => !text.replaceAll(/\s+/g, ' ').toLowerCase().includes(word.toLowerCase()) && finding('it is not shown', { expected: word, seen: text }))
})
