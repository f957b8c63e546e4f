import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { POSTS } from './support/sign-in-words.ts'
import type { AssayWorld } from './world.ts'

/** What the job in a post is called, in the words that CIS2 uses. */
const jobTitle = (roleName: string) => roleName.split(':').at(-1)!.replaceAll('"', '').trim()

Given("the {persona} has {word}'s record on the screen", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const session = await this.actAs(persona)
  await this.candidate.screen.open(session, 'patient', { id: this.patient.view.id })
  await this.check(ensureOnScreen, { screen: await this.candidate.screen.outline(session), words: [familyOf(this)] })
})

When("the {persona} goes on to {word}'s record", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await this.candidate.screen.open(await this.actAs(persona), 'patient', { id: this.patient.view.id })
})

When('the {persona} goes straight to the form for the details', async function (this: AssayWorld, persona: string) {
  await this.candidate.screen.open(await this.actAs(persona), 'edit-patient', { id: this.patient.view.id })
})

When('somebody pages back', async function (this: AssayWorld) {
  await this.candidate.screen.back(this.user)
})

Then('the browser keeps no page of the patient', async function (this: AssayWorld) {
  await this.check(ensureNotKept, { mayKeep: await this.candidate.screen.mayKeep(this.user) })
})

Then('the screen names the {persona} and their role', async function (this: AssayWorld, persona: string) {
  const { family, roles } = this.staff(persona)
  await this.check(ensureOnScreen, { screen: await this.candidate.screen.read(this.user, 'account'), words: [family, jobTitle(roles[0]!.name)] })
})

Then('the screen names the {persona} and their role as a {post}', async function (this: AssayWorld, persona: string, job: (typeof POSTS)[keyof typeof POSTS]) {
  const { family, roles } = this.staff(persona)
  const role = roles.find(({ code, organisation }) => code.endsWith(job) && organisation === this.practice)
  await this.check(ensureOnScreen, { screen: await this.candidate.screen.read(this.user, 'account'), words: [family, jobTitle(role!.name)] })
})

Then('the screen says that the session has ended, and why', async function (this: AssayWorld) {
  await this.check(ensureSaid, { screen: await this.candidate.screen.read(this.user, 'main'), words: /(?=.*(signed out|session|ended|expired))(?=.*(nothing happened|inactiv|idle|for a while|too long|minutes))/is })
})

Then('the screen says that the role does not allow it', async function (this: AssayWorld) {
  await this.check(ensureSaid, { screen: await this.candidate.screen.read(this.user, 'main'), words: /role|permi|allow/i })
})

Then('nothing of {word} is on the screen', async function (this: AssayWorld, name: string) {
  this.named(name)
  const { nhsNumber, mobile } = this.patient.view
  const screen = await this.candidate.screen.outline(this.user)
  await this.check(ensureNotOnScreen, { screen, words: [familyOf(this), nhsNumber, mobile].filter((word) => word !== undefined) })
})

Then('the screen offers to change the details', async function (this: AssayWorld) {
  await this.check(ensureOffers, { offered: await this.candidate.screen.offers(this.user, 'edit'), expected: true })
})

Then('the screen does not offer to change the details', async function (this: AssayWorld) {
  await this.check(ensureOffers, { offered: await this.candidate.screen.offers(this.user, 'edit'), expected: false })
})

Then('the form for the details is not on the screen', async function (this: AssayWorld) {
  await this.check(ensureOffers, { offered: (await this.candidate.screen.value(this.user, 'mobile')) !== undefined, expected: false })
})

const familyOf = (world: AssayWorld) => world.patient.name.split(' ').at(-1)!

const folded = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ')
const digits = (text: string) => text.replaceAll(/[^\d]/g, '')

/** Numbers are found however they are grouped. */
const holds = (screen: string, word: string) => folded(screen).includes(folded(word)) || (/^\d{6,}$/.test(word) && digits(screen).includes(word))

const ensureOnScreen = check('the screen shows it', (_sight, { screen, words }: { screen: string | undefined; words: readonly string[] }) =>
  words.map((word) => !holds(screen ?? '', word) && finding(`${word} is not there`, { expected: word, seen: screen ?? 'nothing' })),
)

const ensureNotOnScreen = check('the screen does not show it', (_sight, { screen, words }: { screen: string; words: readonly string[] }) =>
  words.map((word) => holds(screen, word) && finding(`${word} is there`, { expected: 'nothing of the patient', seen: word })),
)

const ensureNotKept = check('a browser is not to keep what it shows of patients', (_sight, { mayKeep }: { mayKeep: boolean }) =>
  mayKeep && finding('it may keep the page and show it to whoever pages back', { expected: 'Cache-Control: no-store', seen: 'no such word' }),
)

const ensureSaid = check('the screen says what happened', (_sight, { screen, words }: { screen: string | undefined; words: RegExp }) =>
  !words.test(screen ?? '') && finding('it does not', { expected: `words like ${words.source}`, seen: screen ?? 'nothing' }),
)

const ensureOffers = check('the screen offers what the role allows, and nothing else', (_sight, { offered, expected }: { offered: boolean; expected: boolean }) =>
  offered !== expected && finding(offered ? 'it is offered' : 'it is not offered', { expected: expected ? 'offered' : 'not offered', seen: offered ? 'offered' : 'not offered' }),
)
