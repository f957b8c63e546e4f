import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { TraceCriteria, TraceMatch } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureCalledInOwnName } from './checks/ensure-called-in-own-name.ts'
import { ensureCalledOnce } from './checks/ensure-called-once.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureNotHammered } from './checks/ensure-not-hammered.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureToldOfNationalTrouble } from './checks/ensure-told-of-national-trouble.ts'
import type { PdsTrouble } from './support/pds-trouble.ts'
import './support/pds-trouble.ts'
import type { AssayWorld, Person } from './world.ts'

const SEARCH = { service: 'pds', operation: 'searchPatients' }

async function search(world: AssayWorld, persona: string, criteria: TraceCriteria): Promise<void> {
  world.answer = await world.candidate.demographics.findNationally(await world.actAs(persona), criteria)
}

/** The answer to the last search. */
const matches = (world: AssayWorld) => world.answer as Answer<TraceMatch[]> | undefined

When('the {persona} searches PDS for {word} by name and date of birth', async function (this: AssayWorld, persona: string, name: string) {
  const { family, given, birthDate } = this.named(name).national
  await search(this, persona, { family, given, birthDate })
})

When('the {persona} searches PDS for {word} by NHS number', async function (this: AssayWorld, persona: string, name: string) {
  await search(this, persona, { nhsNumber: this.named(name).nhsNumber })
})

When(/^the (.+) searches PDS for the NHS number (\d[\d ]*)$/, async function (this: AssayWorld, persona: string, nhsNumber: string) {
  await search(this, persona, { nhsNumber })
})

When('the {persona} searches PDS for {word} by the beginning of her/his/their family name', async function (this: AssayWorld, persona: string, name: string) {
  const { family, birthDate } = this.named(name).national
  await search(this, persona, { family: `${family.slice(0, -2)}*`, birthDate })
})

When("the {persona} searches PDS by {word}'s family name and date of birth", async function (this: AssayWorld, persona: string, name: string) {
  const { family, birthDate } = this.named(name).national
  await search(this, persona, { family, birthDate })
})

When("the {persona} searches PDS by {word}'s family name alone", async function (this: AssayWorld, persona: string, name: string) {
  await search(this, persona, { family: this.named(name).national.family })
})

When('the {persona} searches PDS for somebody whom PDS does not know', async function (this: AssayWorld, persona: string) {
  await search(this, persona, { family: this.make.familyName('Nemo'), given: 'Ulf', birthDate: '1979-09-09' })
})

Given('PDS {pdsTrouble} whenever it is searched', async function (this: AssayWorld, trouble: PdsTrouble) {
  await this.inject({ ...SEARCH, times: 'always', ...trouble })
})

Given('PDS {pdsTrouble} when it is next searched', async function (this: AssayWorld, trouble: PdsTrouble) {
  await this.inject({ ...SEARCH, ...trouble })
})

Then('{word} is the only match', async function (this: AssayWorld, name: string) {
  await this.check(ensureShown, { answer: matches(this), expected: [this.named(name)] })
})

Then('{word} is the only match, and it is not told where she/he/they lives/live', async function (this: AssayWorld, name: string) {
  await this.check(ensureShown, { answer: matches(this), expected: [this.named(name)], withPostcode: false })
})

Then('she/he is the only match, under the number that replaced it', async function (this: AssayWorld) {
  await this.check(ensureShown, { answer: matches(this), expected: [this.notes.get('successor') as Person] })
})

Then('both twins are shown, for the user to choose', async function (this: AssayWorld) {
  await this.check(ensureShown, { answer: matches(this), expected: [...this.people.values()] })
})

Then('PDS was asked once, in the name of the {persona}', async function (this: AssayWorld, persona: string) {
  await this.check(ensureCalledOnce, SEARCH)
  await this.check(ensureCalledInOwnName, { service: 'pds', subject: this.person!.nhsNumber, userIds: [this.staff(persona).id] })
})

Then('no record was opened on PDS', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'pds', operation: 'getPatient' })
})

Then('PDS is not asked at all', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'pds' })
})

Then('the user is told to narrow the search', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid', 'national-refused'], mentions: /too many|more than|narrow|add|further/i })
})

Then('the user is told that PDS knows nobody like that', async function (this: AssayWorld) {
  await this.check(ensureNobodyShown, { answer: matches(this) })
})

Then('the user is told what is missing', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid'], mentions: /birth/i })
})

Then('the user is told that this is not an NHS number', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /NHS number/i })
})

Then('the user is told that the national service is in trouble', async function (this: AssayWorld) {
  await this.check(ensureToldOfNationalTrouble, { answer: this.answer })
})

Then('PDS is left in peace', async function (this: AssayWorld) {
  await this.check(ensureNotHammered, SEARCH)
})

/** What of a match tells who it is. */
const identity = ({ nhsNumber, family, given, birthDate, postcode }: TraceMatch) => ({ nhsNumber, family, given: given?.[0], birthDate, postcode })

interface Shown {
  answer: Answer<TraceMatch[]> | undefined
  expected: readonly Person[]
  /** False for people of whom it must not be told where they live. */
  withPostcode?: boolean
}

const ensureShown = check('the matches are shown as PDS gave them, all of them', (_sight, { answer, expected, withPostcode = true }: Shown) => {
  if (!answer?.ok) return finding('no matches are shown', { expected: `${expected.length} of them`, seen: answer ? `${answer.reason}: ${answer.message}` : 'nothing' })
  const shown = answer.value.map(identity)
  const people = expected.map(({ nhsNumber, national: { family, given, birthDate, address } }) => ({ nhsNumber, family, given, birthDate, ...(withPostcode && { postcode: address.postcode }) }))
  const has = (list: readonly object[], one: object) => list.some((each) => JSON.stringify(each) === JSON.stringify(one))
  return [
    ...people.filter((person) => !has(shown, person)).map((person) => finding('a match is missing, or shown otherwise', { expected: person, seen: shown })),
    ...shown.filter((match) => !has(people, match)).map((match) => finding('somebody is shown who does not match, or more than may be', { expected: people, seen: match })),
  ]
})

const ensureNobodyShown = check('nobody is shown, and it is told as that', (_sight, { answer }: { answer: Answer<TraceMatch[]> | undefined }) => {
  if (!answer) return finding('nothing was asked of the candidate', { expected: 'an answer' })
  if (answer.ok) return answer.value.map((match) => finding('somebody is shown', { expected: 'nobody', seen: identity(match) }))
  return answer.reason !== 'not-found' && finding('told as something else', { expected: 'that PDS knows nobody like that', seen: `${answer.reason}: ${answer.message}` })
})
