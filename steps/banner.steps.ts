import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { ensureBannerIdentifies } from './checks/ensure-banner-identifies.ts'
import { ensureChangedNationally } from './checks/ensure-changed-nationally.ts'
import { ensureNationalRecord } from './checks/ensure-national-record.ts'
import { ageOn, asWritten } from './support/as-written.ts'
import { markedNationalRecord, markNationalRecord } from './support/national-record.ts'
import { must, type AssayWorld } from './world.ts'

const read = async (world: AssayWorld, region: string): Promise<string> => (await world.candidate.screen.read(world.user, region)) ?? ''
const today = (world: AssayWorld): string => new Date(Date.now() + world.secondsPassed * 1000).toISOString().slice(0, 10)

Given("the {persona} has the form for {word}'s details open", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await this.candidate.screen.open(await this.actAs(persona), 'edit-patient', { id: this.patient.view.id })
  this.notes.set('banner', await this.candidate.screen.box(this.user, 'banner'))
  await markNationalRecord(this)
})

// The second window shares the browser's session, as any window would: it is opened without a page of its own.
Given("the {persona} has opened {word}'s details in a second window", async function (this: AssayWorld, persona: string, name: string) {
  const first = this.person!
  const second = this.named(name)
  must(await this.candidate.demographics.openForEditing(await this.actAs(persona), this.patient.view.id), `open ${name}'s details`)
  this.notes.set('second window', { nhsNumber: second.nhsNumber, version: (await this.hub.outside.pds.readPatient({ nhsNumber: second.nhsNumber }))!.version })
  this.person = first
})

Given('the {persona} has the search for patients open', async function (this: AssayWorld, persona: string) {
  await this.candidate.screen.open(await this.actAs(persona), 'patients')
})

When('the {persona} scrolls to the end', async function (this: AssayWorld, persona: string) {
  await this.candidate.screen.scrollDown(await this.actAs(persona))
})

When("the {persona} searches the practice's list for her/his/their family name", async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  await this.candidate.screen.open(session, 'patients')
  await this.candidate.screen.type(session, 'family-name', this.person!.national.family)
  await this.candidate.screen.press(session, 'search-list')
})

When("the {persona} searches the practice's list", async function (this: AssayWorld, persona: string) {
  await this.candidate.screen.press(await this.actAs(persona), 'search-list')
})

When('the {persona} types {string} as the NHS number', async function (this: AssayWorld, persona: string, typed: string) {
  await this.candidate.screen.type(await this.actAs(persona), 'nhs-number', typed)
})

When('the {persona} saves a new mobile number in the form', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  const mobile = this.make.mobileNumber()
  this.notes.set('mobile', mobile)
  await this.candidate.screen.type(session, 'mobile', mobile)
  await this.candidate.screen.press(session, 'save')
})

Then('the banner gives her/his/their name, date of birth, gender and NHS number in this order, each as the NHS writes it', async function (this: AssayWorld) {
  await this.check(ensureBannerIdentifies, { banner: await read(this, 'banner'), who: this.patient })
})

Then('it gives her/his/their age today', async function (this: AssayWorld) {
  const { birthDate } = this.patient.national
  await this.check(ensureAge, { banner: await read(this, 'banner'), birthDate: asWritten.date(birthDate), age: ageOn(birthDate, today(this)) })
})

Then('her/his/their NHS number is there whole, on one line, in groups of three, three and four', async function (this: AssayWorld) {
  const box = await this.candidate.screen.box(this.user, 'nhs-number')
  await this.check(ensureNumberReadable, { shown: await this.candidate.screen.read(this.user, 'nhs-number'), height: box?.height, expected: asWritten.nhsNumber(this.patient.nhsNumber) })
})

Then('no label of the banner ends in a colon', async function (this: AssayWorld) {
  await this.check(ensureNoColons, { banner: await read(this, 'banner') })
})

Then('the banner shows no question mark, nor anything else that a program says for nothing', async function (this: AssayWorld) {
  await this.check(ensurePlainWords, { banner: await read(this, 'banner') })
})

Then(/^the banner says that (?:she|he) died on (\S+), at the age of (\d+)$/, async function (this: AssayWorld, date: string, age: string) {
  await this.check(ensureMentions, { banner: await read(this, 'banner'), words: [date, new RegExp(`\\b${age} ?y`)] })
})

Then('it does not give an age as though she/he were alive', async function (this: AssayWorld) {
  const age = ageOn(this.patient.national.birthDate, today(this))
  const died = ageOn(this.patient.national.birthDate, String(this.notes.get('died')))
  if (age !== died) await this.check(ensureDoesNotMention, { text: await read(this, 'banner'), words: [new RegExp(`\\b${age} ?y`)] })
})

Then('the banner is at the very top of the window, and as wide as the window', async function (this: AssayWorld) {
  await this.check(ensureAtTop, { box: await this.candidate.screen.box(this.user, 'banner') })
})

Then('the banner is where it was', async function (this: AssayWorld) {
  await this.check(ensureSamePlace, { before: this.notes.get('banner') as Box, after: await this.candidate.screen.box(this.user, 'banner') })
})

Then('the list shows both of them', async function (this: AssayWorld) {
  const people = [...this.people.values()]
  await this.check(ensureMentions, { banner: await read(this, 'main'), words: people.map(({ nhsNumber }) => asWritten.nhsNumber(nhsNumber)) })
})

Then('the banner does not mention {word}', async function (this: AssayWorld, word: string) {
  const banner = await read(this, 'banner')
  await this.check(ensureMentions, { banner, words: [asWritten.nhsNumber(this.patient.nhsNumber)] })
  await this.check(ensureDoesNotMention, { text: banner, words: [new RegExp(word, 'i')] })
})

Then('the banner mentions {word}', async function (this: AssayWorld, word: string) {
  await this.check(ensureMentions, { banner: await read(this, 'banner'), words: [new RegExp(word, 'i')] })
})

Then('the banner mentions {string}', async function (this: AssayWorld, words: string) {
  await this.check(ensureMentions, { banner: await read(this, 'banner'), words: [words] })
})

Then('the banner warns that another patient has the same name', async function (this: AssayWorld) {
  await this.check(ensureMentions, { banner: await read(this, 'banner'), words: [/(?=.*(same|similar) name)/i] })
})

Then('neither her/his/their address nor her/his/their telephone number is on the screen', async function (this: AssayWorld) {
  const { address, mobile } = this.patient.national
  const screen = await this.candidate.screen.outline(this.user)
  await this.check(ensureDoesNotMention, { text: screen.replaceAll(/(\d) (?=\d)/g, '$1'), words: [...address.line, address.postcode, mobile].map((word) => new RegExp(word, 'i')) })
})

Then("the number is {word}'s, and nothing of {word} has changed", async function (this: AssayWorld, name: string, _other: string) {
  const { nhsNumber } = this.named(name)
  const other = this.notes.get('second window') as { nhsNumber: string; version: number }
  await this.check(ensureNationalRecord, { nhsNumber, expected: { mobile: String(this.notes.get('mobile')) } })
  await this.check(ensureChangedNationally, { nhsNumber, since: markedNationalRecord(this).version, times: 1 })
  await this.check(ensureChangedNationally, { nhsNumber: other.nhsNumber, since: other.version, times: 0 })
})

Then('the page says that PDS has failed and that the change is kept', async function (this: AssayWorld) {
  await this.check(ensureMentions, { banner: await read(this, 'message'), words: [/PDS|Personal Demographics|national/i, /kept|not saved|send it again|unsent/i] })
})

Then('the new mobile number is still in the form', async function (this: AssayWorld) {
  await this.check(ensureFieldShows, { shown: await this.candidate.screen.value(this.user, 'mobile'), expected: String(this.notes.get('mobile')) })
})

Then('the field shows {string}', async function (this: AssayWorld, expected: string) {
  await this.check(ensureFieldShows, { shown: await this.candidate.screen.value(this.user, 'nhs-number'), expected })
})

Then('the page says that this is not an NHS number', async function (this: AssayWorld) {
  await this.check(ensureMentions, { banner: await read(this, 'message'), words: [/NHS number/i] })
})

type Box = Awaited<ReturnType<AssayWorld['candidate']['screen']['box']>>

/** Pixels by which a place may differ: a scroll bar, a border. */
const TOLERANCE = 20
/** Pixels that one line of large text takes at most. */
const ONE_LINE = 48

const ensureMentions = check('the screen says it', (_sight, { banner, words }: { banner: string; words: readonly (string | RegExp)[] }) =>
  words.map((word) => !(typeof word === 'string' ? banner.includes(word) : word.test(banner)) && finding('the screen does not say it', { expected: String(word), seen: banner.slice(0, 400) || 'nothing' })),
)

const ensureDoesNotMention = check('the screen does not say it', (_sight, { text, words }: { text: string; words: readonly RegExp[] }) =>
  words.map((word) => word.test(text) && finding('the screen says it', { expected: `nothing like ${word.source}`, seen: word.exec(text)?.[0] ?? text })),
)

const ensureAge = check('the age stands beside the date of birth', (_sight, { banner, birthDate, age }: { banner: string; birthDate: string; age: number }) => {
  const after = banner.slice(banner.indexOf(birthDate) + birthDate.length)
  return !new RegExp(`^\\W{0,3}${age} ?y`).test(after) && finding('another age, or none', { expected: `${birthDate} (${age}y)`, seen: `${birthDate}${after.slice(0, 12)}` })
})

const ensureNumberReadable = check('the NHS number can be read at a glance', (_sight, { shown, height, expected }: { shown: string | undefined; height: number | undefined; expected: string }) => [
  shown !== expected && finding('it is not there as it should be', { expected, seen: shown ?? 'no number in three groups' }),
  height !== undefined && height > ONE_LINE && finding('it is broken into lines', { expected: 'one line', seen: `${height} pixels high` }),
])

const ensureNoColons = check('labels are without colons', (_sight, { banner }: { banner: string }) => {
  if (banner === '') return finding('there is no banner', { expected: 'a banner', seen: 'none' })
  return [...banner.matchAll(/\p{L}+\.?\s?:/gu)].map(([label]) => finding('a colon after a label', { expected: label.replace(/\s?:/, ''), seen: label }))
})

const ensurePlainWords = check('what is not known is said in words or left out', (_sight, { banner }: { banner: string }) => {
  if (banner === '') return finding('there is no banner', { expected: 'a banner', seen: 'none' })
  return [...banner.matchAll(/\?|\b(?:undefined|null|NaN|N\/A|unk)\b/gi)].map(([seen]) => finding('a sign in place of words', { expected: 'plain words, or nothing', seen }))
})

const ensureAtTop = check('the banner is the topmost part of the window, and as wide', (_sight, { box }: { box: Box }) => {
  if (!box) return finding('there is no banner', { expected: 'a banner', seen: 'none' })
  return [
    box.y > 1 && finding('something is above it', { expected: 'at the top', seen: `${box.y} pixels below` }),
    box.x > TOLERANCE && finding('it begins inside the window', { expected: 'at the edge', seen: `${box.x} pixels from it` }),
    box.width < box.viewport.width - TOLERANCE && finding('it is narrower than the window', { expected: `${box.viewport.width} pixels`, seen: `${box.width} pixels` }),
  ]
})

const ensureSamePlace = check('the banner keeps its place', (_sight, { before, after }: { before: Box; after: Box }) => {
  if (!before || !after) return finding('there is no banner', { expected: 'a banner', seen: 'none' })
  return Math.abs(after.y - before.y) > TOLERANCE && finding('it has moved', { expected: `${before.y} pixels from the top`, seen: `${after.y} pixels` })
})

const ensureFieldShows = check('the field shows what it should', (_sight, { shown, expected }: { shown: string | undefined; expected: string }) =>
  shown !== expected && finding('something else is in it', { expected, seen: shown ?? 'no such field' }),
)
