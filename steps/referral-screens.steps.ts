import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import type { AssayWorld } from './world.ts'

const REASON = 'Irregular dark mole on the left calf, growing for six weeks'

Given('the {persona} has the referral form for {word} open', async function (this: AssayWorld, persona: string, name: string) {
  const session = await this.actAs(persona)
  await this.candidate.screen.open(session, 'refer', { id: this.named(name).view!.id })
})

async function fillIn(world: AssayWorld, persona: string, urgent: boolean): Promise<void> {
  const session = await world.actAs(persona)
  const { screen } = world.candidate
  await screen.press(session, 'refer-to-specialist')
  await screen.type(session, 'referral-reason', REASON)
  if (urgent) await screen.press(session, 'suspected-cancer')
  await screen.type(session, 'referral-specialty', 'Dermatology')
  await screen.press(session, 'find-services')
}

When('the {persona} fills it in for suspected cancer of the skin', async function (this: AssayWorld, persona: string) {
  await fillIn(this, persona, true)
})

When('the {persona} fills it in and leaves out how urgent it is', async function (this: AssayWorld, persona: string) {
  await fillIn(this, persona, false)
})

When('the {persona} chooses the skin cancer clinic and sends the referral', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  await this.candidate.screen.type(session, 'place-of-skin-cancer-clinic', '1')
  await this.candidate.screen.press(session, 'send-referral')
})

When('the {persona} opens the worklist of what is not booked on the screen', async function (this: AssayWorld, persona: string) {
  await this.candidate.screen.open(await this.actAs(persona), 'referral-worklist', { list: 'AWAITING_BOOKING' })
})

const mainText = (world: AssayWorld) => world.candidate.screen.read(world.user, 'main')

Then("the page shows {word}'s booking reference", async function (this: AssayWorld, name: string) {
  const [referral] = await this.hub.outside.ers.listReferrals({ nhsNumber: this.named(name).nhsNumber })
  const shown = (await mainText(this)) ?? ''
  await this.check(ensureReferenceShown, { digits: shown.replaceAll(/(?<=\d)[\s\u00a0](?=\d)/g, ''), ubrn: referral?.ubrn })
})

const ensureReferenceShown = check('the booking reference is on the page', (_sight, { digits, ubrn }: { digits: string; ubrn: string | undefined }) => {
  if (ubrn === undefined) return finding('e-RS has no referral of the patient', { expected: 'one', seen: 'none' })
  return !digits.includes(ubrn) && finding('it is not there', { expected: ubrn, seen: /\d{5,}/.exec(digits)?.[0] ?? 'no reference' })
})

Then('the page says that it is an urgent suspected cancer', async function (this: AssayWorld) {
  await this.check(ensurePageTells, { text: await mainText(this), says: /suspected cancer|two[- ]week wait/i })
})

Then('the page says that the urgency is missing', async function (this: AssayWorld) {
  await this.check(ensurePageTells, { text: await this.candidate.screen.read(this.user, 'message'), says: /urgen/i })
})

Then('the page says that e-RS did not take it', async function (this: AssayWorld) {
  await this.check(ensurePageTells, { text: await this.candidate.screen.read(this.user, 'message'), says: /e-?RS|e-Referral|referral service/i })
})

const ensurePageTells = check('the page says so', (_sight, { text, says }: { text: string | undefined; says: RegExp }) => !says.test(text ?? '') && finding('it does not', { expected: `words like ${says.source}`, seen: text?.slice(0, 200) ?? 'nothing' }))

Then('the banner names {word}', async function (this: AssayWorld, name: string) {
  const { national } = this.named(name)
  await this.check(ensureBannerNames, { banner: await this.candidate.screen.read(this.user, 'banner'), family: national.family })
})

const ensureBannerNames = check('the banner names the patient', (_sight, { banner, family }: { banner: string | undefined; family: string }) =>
  !banner?.toUpperCase().includes(family.toUpperCase()) && finding('another name, or no banner', { expected: family.toUpperCase(), seen: banner ?? 'no banner' }),
)

Then('the reason is still in the form', async function (this: AssayWorld) {
  await this.check(ensureInForm, { value: await this.candidate.screen.value(this.user, 'referral-reason'), expected: REASON })
})

Then('the chosen service is still in the form', async function (this: AssayWorld) {
  await this.check(ensureInForm, { value: await this.candidate.screen.value(this.user, 'place-of-skin-cancer-clinic'), expected: '1' })
})

const ensureInForm = check('what was entered is still in the form', (_sight, { value, expected }: { value: string | undefined; expected: string }) => value !== expected && finding('it is gone', { expected, seen: value ?? 'no such field' }))

Then('the worklist names {word} and {word}', async function (this: AssayWorld, first: string, second: string) {
  const text = (await mainText(this))?.toUpperCase() ?? ''
  const names = [first, second].map((name) => this.named(name).national.family.toUpperCase())
  await this.check(ensureNamed, { text, names })
})

const ensureNamed = check('the worklist names the patients', (_sight, { text, names }: { text: string; names: string[] }) => names.filter((name) => !text.includes(name)).map((name) => finding('a patient is not named', { expected: name, seen: text.slice(0, 300) })))
