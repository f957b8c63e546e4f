import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { LetterFile, LetterView, ReferralView } from '../candidate/port/referrals.ts'
import type { ControlClient } from '../mocks/control-client.ts'
import { check, finding } from './checks/check.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { NOT_CONFIRMED } from './support/ers-answers.ts'
import type { ErsTrouble } from './support/referral-words.ts'
import './support/referral-words.ts'
import { openAgain, see, seenOf, send, textLetter, ubrnAtErs } from './support/referrals.ts'
import { must, type AssayWorld } from './world.ts'

const UPLOAD = { service: 'ers', operation: 'a020-upload-file-to-document-store' }
const WORDS = 'Dear colleague, please see this patient with swollen ankles. 50 µg digoxin, not 500.'

async function attach(world: AssayWorld, letter: LetterFile, onScreen?: string): Promise<void> {
  const answer = await world.candidate.referrals.attachLetter(world.user, seenOf(world), letter, onScreen)
  if (answer.ok) see(world, answer.value)
  world.answer = answer
}

When('the {persona} sends the referral with the letter {string}', async function (this: AssayWorld, persona: string, name: string) {
  await this.actAs(persona)
  await send(this, { letter: textLetter(name, WORDS) })
})

When('the {persona} attaches the letter {string}', async function (this: AssayWorld, persona: string, name: string) {
  await this.actAs(persona)
  await attach(this, textLetter(name, WORDS))
})

Given('the {persona} has attached the letter {string}', async function (this: AssayWorld, persona: string, name: string) {
  await this.actAs(persona)
  await attach(this, textLetter(name, WORDS))
  must(this.answer as Answer<ReferralView>, `attach ${name}`)
})

When("the {persona} attaches the letter {string} with {word}'s record on the screen", async function (this: AssayWorld, persona: string, name: string, other: string) {
  await this.actAs(persona)
  const referred = this.person!
  const shown = this.named(other).view!.id
  this.person = referred
  await attach(this, textLetter(name, WORDS), shown)
})

const FIVE_MB = 5 * 1024 * 1024
const TEXT = new TextEncoder()
const UNFIT: Record<string, () => LetterFile> = {
  'larger than 5 MB': () => ({ name: 'scan.pdf', mediaType: 'application/pdf', content: new Uint8Array(FIVE_MB + 1).fill(0x20) }),
  'that is a spreadsheet': () => ({ name: 'results.xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', content: TEXT.encode('not a letter') }),
  'whose name belies what it is': () => ({ name: 'photo.jpg', mediaType: 'application/pdf', content: TEXT.encode('%PDF-1.4') }),
  'without anything in it': () => ({ name: 'letter.txt', mediaType: 'text/plain', content: new Uint8Array() }),
}

When(new RegExp(`^the GP attaches a letter (${Object.keys(UNFIT).join('|')})$`), async function (this: AssayWorld, how: string) {
  await this.actAs('GP')
  await attach(this, UNFIT[how]!())
})

When('the {persona} sends the letters that are waiting', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  this.answer = await this.candidate.referrals.sendWaitingLetters(session, await openAgain(this))
})

Given('a colleague has since attached the letter {string} in the e-RS web application', async function (this: AssayWorld, name: string) {
  await this.hub.outside.ers.attachLetterOnTheWeb({ ubrn: await ubrnAtErs(this), name })
})

Given('the {persona} has opened the referral as e-RS has it', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  see(this, must(await this.candidate.referrals.look(session, seenOf(this).id), 'open the referral'))
})

When('the {persona} opens the referral as e-RS has it', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  const answer = await this.candidate.referrals.look(session, seenOf(this).id)
  if (answer.ok) see(this, answer.value)
  this.answer = answer
})

When('the scan finds a virus in the letter', async function (this: AssayWorld) {
  const [file] = await this.hub.outside.ers.listFiles({ ubrn: await ubrnAtErs(this) })
  await this.hub.outside.ers.setAvailability({ fileId: file!.id, availability: 'THREATS_FOUND' })
})

Given('e-RS {ersTrouble} when a letter of {word} is next uploaded', async function (this: AssayWorld, trouble: ErsTrouble, name: string) {
  await this.inject({ ...UPLOAD, subject: this.named(name).nhsNumber, ...trouble })
})

Given('e-RS {ersTrouble} when a letter for {word} is next made', async function (this: AssayWorld, trouble: ErsTrouble, name: string) {
  await this.inject({ service: 'ers', operation: 'a019-generate-patient-letter', subject: this.named(name).nhsNumber, ...trouble })
})

When('the {persona} prints the letter for the patient', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  this.answer = await this.candidate.referrals.patientLetter(session, seenOf(this).id)
})

Then('the referral in e-RS has the letter {string}, word for word', async function (this: AssayWorld, name: string) {
  await this.check(ensureLettersAtErs, { ubrn: await ubrnAtErs(this), names: [name], words: WORDS })
})

Then('the referral in e-RS has the letter(s) {string}', async function (this: AssayWorld, name: string) {
  await this.check(ensureLettersAtErs, { ubrn: await ubrnAtErs(this), names: [name] })
})

Then('the referral in e-RS has the letters {string} and {string}', async function (this: AssayWorld, first: string, second: string) {
  await this.check(ensureLettersAtErs, { ubrn: await ubrnAtErs(this), names: [first, second] })
})

Then('the referral in e-RS has no letter', async function (this: AssayWorld) {
  await this.check(ensureLettersAtErs, { ubrn: await ubrnAtErs(this), names: [] })
})

const ensureLettersAtErs = check('e-RS has the letters of the referral', async ({ outside }, { ubrn, names, words }: { ubrn: string; names: string[]; words?: string }) => {
  const attached = await attachedTo(outside, ubrn)
  const seen = attached.map(({ name }) => name)
  return [
    ...names.filter((name) => !seen.includes(name)).map((name) => finding('a letter is not there', { expected: name, seen: seen.length ? seen : 'none' })),
    ...seen.filter((name) => !names.includes(name)).map((name) => finding('a letter too many', { expected: names, seen: name })),
    ...attached.map(({ name, content }) => words !== undefined && content !== words && finding(`${name} says something else`, { expected: words, seen: content })),
  ]
})

async function attachedTo(outside: ControlClient['outside'], ubrn: string): Promise<{ name: string; content: string }[]> {
  const { attachments } = await outside.ers.readReferral({ ubrn })
  const files = await outside.ers.listFiles({ ubrn })
  return attachments.flatMap(({ fileId }) => files.flatMap(({ id, name, content }) => (id === fileId ? [{ name, content: Buffer.from(content, 'base64').toString('utf8') }] : [])))
}

Then('the letter {string} is shown as attached', async function (this: AssayWorld, name: string) {
  await this.check(ensureLetterShown, { letters: (await openAgain(this)).letters, name, standing: 'attached' })
})

Then('the letter {string} is shown as unusable, with the reason', async function (this: AssayWorld, name: string) {
  const { letters } = seenOf(this)
  await this.check(ensureLetterShown, { letters, name, standing: 'unusable', mentions: /virus|threat|malware/i })
})

Then('the letter {string} is kept, to be sent again', async function (this: AssayWorld, name: string) {
  await this.check(ensureLetterShown, { letters: (await openAgain(this)).letters, name, standing: 'waiting' })
})

const ensureLetterShown = check('what became of the letter is shown', (_sight, { letters, name, standing, mentions }: { letters: LetterView[]; name: string; standing: string; mentions?: RegExp }) => {
  const letter = letters.find((each) => each.name === name)
  if (!letter) return finding('the letter is not shown', { expected: name, seen: letters.map((each) => each.name) })
  return [
    letter.standing !== standing && finding('as something else', { expected: standing, seen: letter.standing }),
    mentions !== undefined && !mentions.test(letter.words) && finding('without the reason', { expected: `words like ${mentions.source}`, seen: letter.words }),
  ]
})

Then('the referral is on no list of outstanding letters', async function (this: AssayWorld) {
  const list = must(await this.candidate.referrals.worklist(this.user, 'LETTERS_OUTSTANDING'), 'show the worklist')
  await this.check(ensureNotListed, { ubrns: list.map(({ ubrn }) => ubrn), ubrn: await ubrnAtErs(this) })
})

const ensureNotListed = check('what has been seen to is off the worklist', (_sight, { ubrns, ubrn }: { ubrns: string[]; ubrn: string }) => ubrns.includes(ubrn) && finding('it is still there', { expected: `without ${ubrn}`, seen: ubrns }))

Then('the user is told that e-RS does not take such a letter', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid', 'national-refused'], mentions: /MB|large|big|kind|type|format|name|empty/i })
})

Then('no file is sent to e-RS about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { ...UPLOAD, subject: this.named(name).nhsNumber })
  await this.check(ensureLettersAtErs, { ubrn: await ubrnAtErs(this), names: [] })
})

Then('the user is told that the letter was not attached', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /e-?RS|e-Referral|letter/i })
})

Then('the user is told beside it that the letter was not attached', async function (this: AssayWorld) {
  const note = this.answer?.ok ? ((this.answer.value as ReferralView).note ?? '') : ''
  await this.check(ensureNoted, { note })
})

const ensureNoted = check('the user is told what was not done', (_sight, { note }: { note: string }) => !/letter/i.test(note) && finding('nothing is said of the letter', { expected: 'words about the letter', seen: note || 'nothing' }))

Then("the letter has {word}'s booking reference and password", async function (this: AssayWorld, name: string) {
  this.named(name)
  const letter = must(this.answer as Answer<Uint8Array>, 'print the letter')
  const { ubrn, password } = await this.hub.outside.ers.readReferral({ ubrn: await ubrnAtErs(this) })
  await this.check(ensureLetterForPatient, { letter: Buffer.from(letter).toString('latin1'), ubrn, password: password ?? '' })
})

const ensureLetterForPatient = check('the letter has what the patient needs to book', (_sight, { letter, ubrn, password }: { letter: string; ubrn: string; password: string }) => [
  !letter.startsWith('%PDF-') && finding('it is no PDF', { expected: '%PDF-', seen: letter.slice(0, 20) }),
  !letter.includes('%%EOF') && finding('it breaks off', { expected: 'a whole PDF', seen: `${letter.length} bytes without an end` }),
  !letter.replaceAll(/[^\d]/g, '').includes(ubrn) && finding('without the booking reference', { expected: ubrn, seen: 'not in the letter' }),
  !letter.includes(password) && finding('without the password', { expected: 'the password that e-RS gave', seen: 'not in the letter' }),
])

Then('the user is told that there is no letter for the patient', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /e-?RS|e-Referral|letter/i })
})
