import { After, Given, Then, When } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import type { CodeChoice, ProblemView } from '../candidate/port/problems.ts'
import { check, finding } from './checks/check.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'terminology'
const DOCTOR = 'GP'

/** Concepts of SNOMED CT as scenarios name them. */
const CONCEPTS: Record<string, string> = {
  Asthma: '195967001',
  Backache: '161891005',
  'Chronic kidney disease': '709044004',
  'Diabetes mellitus type 2': '44054006',
  Headache: '25064002',
  Ibuprofen: '387207008',
  'Myocardial infarction': '22298006',
  'Nizoral 2% cream': '37740611000001101',
  Osteoporosis: '64859006',
  'Paracetamol 500mg tablets': '322236009',
  Psoriasis: '9014002',
}

function codeOf(term: string): string {
  const code = CONCEPTS[term]
  if (code === undefined) throw new Error(`Failed to find the concept "${term}": scenarios know ${Object.keys(CONCEPTS).join(', ')}.`)
  return code
}

const outside = (world: AssayWorld) => world.hub.outside[SERVICE]

Given(/^"([^"]+)" is not in use any more(?:, and "([^"]+)" is used instead)?$/, async function (this: AssayWorld, term: string, instead: string | null) {
  this.mustBeAlone('makes a concept inactive')
  const code = codeOf(term)
  await outside(this).retire({ code, ...(instead !== null && { replacedBy: codeOf(instead) }) })
  this.notes.set('retired', code)
})

// The next scenario finds every concept in use.
After(async function (this: AssayWorld) {
  const code = this.notes.get('retired')
  if (typeof code === 'string') await outside(this).revive({ code })
})

Given('the terminology {trouble} whenever a code is looked up', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: SERVICE, operation: 'lookup', times: 'always', ...TROUBLES[trouble] })
})

Given('the terminology {trouble} whenever it is searched', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: SERVICE, operation: 'expand', times: 'always', ...TROUBLES[trouble] })
})

Given('the terminology is well again', async function (this: AssayWorld) {
  const unused = await this.clearFaults()
  if (unused.length) this.report('the terminology was in trouble when it was needed', [{ what: 'the candidate did not look the code up', expected: 'a call', seen: 'none' }])
})

Given('all leave to ask the terminology has run out', async function (this: AssayWorld) {
  this.mustBeAlone('ends every token for the terminology')
  await outside(this).expireTokens({})
})

async function search(world: AssayWorld, persona: string, kind: 'problem' | 'medicine', words: string): Promise<void> {
  world.answer = await world.candidate.problems.findCodes(await world.actAs(persona), kind, words)
}

Given('the {persona} has searched the problems for {string}', async function (this: AssayWorld, persona: string, words: string) {
  await search(this, persona, 'problem', words)
})

When('the {persona} searches the problems for {string}', async function (this: AssayWorld, persona: string, words: string) {
  await search(this, persona, 'problem', words)
})

When('the {persona} searches the medicines for {string}', async function (this: AssayWorld, persona: string, words: string) {
  await search(this, persona, 'medicine', words)
})

async function record(world: AssayWorld, persona: string, name: string, problem: { code: string; term: string; text?: string }): Promise<void> {
  world.named(name)
  world.answer = await world.candidate.problems.record(await world.actAs(persona), world.patient.view.id, problem)
}

Given('the {persona} has recorded the problem {string} for {word}', async function (this: AssayWorld, persona: string, term: string, name: string) {
  await record(this, persona, name, { code: codeOf(term), term })
  must(this.answer!, 'record a problem')
})

When('the {persona} records the problem {string} for {word}', async function (this: AssayWorld, persona: string, term: string, name: string) {
  await record(this, persona, name, { code: codeOf(term), term })
})

When('the {persona} records the problem {string} for {word}, which the screen called {string}', async function (this: AssayWorld, persona: string, term: string, name: string, shown: string) {
  await record(this, persona, name, { code: codeOf(term), term: shown })
})

When('the {persona} records the problem {string} for {word}, and writes {string}', async function (this: AssayWorld, persona: string, term: string, name: string, text: string) {
  await record(this, persona, name, { code: codeOf(term), term, text })
})

When('the {persona} records a problem for {word} under the code {string}', async function (this: AssayWorld, persona: string, name: string, code: string) {
  await record(this, persona, name, { code, term: 'Something' })
})

When("the codes of {word}'s problems are checked", async function (this: AssayWorld, name: string) {
  this.named(name)
  this.answer = await this.candidate.problems.checkCodes(await this.actAs(DOCTOR), this.patient.view.id)
})

/** Levels of dm+d as scenarios word them. */
const LEVELS: Record<string, string> = { 'by its medicine': 'VMP', 'by its brand': 'AMP' }

Then(/^the [\w ]+? can choose "([^"]+)"(?:, (by its medicine|by its brand))?$/, async function (this: AssayWorld, term: string, by: string | null) {
  await this.check(ensureOffered, { answer: this.answer, code: codeOf(term), term, ...(by !== null && { level: LEVELS[by]! }) })
})

Then('the {persona} cannot choose {string}', async function (this: AssayWorld, _persona: string, term: string) {
  await this.check(ensureNotOffered, { answer: this.answer, code: codeOf(term) })
})

const ensureOffered = check('the user can choose it', (_sight, { answer, code, term, level }: { answer: AssayWorld['answer']; code: string; term: string; level?: string }) => {
  if (!answer?.ok) return finding('the search failed', { expected: term, seen: answer?.message ?? 'no answer' })
  const found = (answer.value as CodeChoice[]).find((each) => each.code === code)
  if (!found) return finding('it is not offered', { expected: `${code} ${term}`, seen: answer.value })
  return [
    found.term !== term && finding('under another name', { expected: term, seen: found.term }),
    level !== undefined && found.level !== level && finding('at another level of dm+d', { expected: level, seen: found.level ?? 'none' }),
  ]
})

const ensureNotOffered = check('the user cannot choose it', (_sight, { answer, code }: { answer: AssayWorld['answer']; code: string }) => {
  if (!answer?.ok) return finding('the search failed', { expected: 'a search', seen: answer?.message ?? 'no answer' })
  return (answer.value as CodeChoice[]).some((each) => each.code === code) && finding('it is offered', { expected: 'not offered', seen: code })
})

const onRecord = async (world: AssayWorld): Promise<ProblemView[]> =>
  must(await world.candidate.problems.ofPatient(await world.behindTheScenes('second GP'), world.patient.view.id), "show a patient's problems")

const STATES: Record<string, string> = { 'and its code has been checked': 'checked', 'and its code has not been checked': 'unchecked', 'marked as not in use any more': 'retired' }

Then(new RegExp(`^the problem "([^"]+)" is on (\\w+)'s record, (${Object.keys(STATES).join('|')})$`), async function (this: AssayWorld, term: string, name: string, state: string) {
  this.named(name)
  await this.check(ensureProblem, { problems: await onRecord(this), code: codeOf(term), term, state: STATES[state]! })
})

const ensureProblem = check('the problem is on the record', (_sight, { problems, code, term, state }: { problems: readonly ProblemView[]; code: string; term: string; state: string }) => {
  const [found, ...more] = problems
  if (!found) return finding('no problem is on the record', { expected: term, seen: 'none' })
  return [
    more.length > 0 && finding('more than one problem', { expected: 1, seen: problems.map((each) => each.term) }),
    found.code !== code && finding('another code', { expected: code, seen: found.code }),
    found.term !== term && finding('another term', { expected: term, seen: found.term }),
    found.state !== state && finding('another state', { expected: state, seen: found.state }),
  ]
})

Then('{string} stands beside it', async function (this: AssayWorld, text: string) {
  await this.check(ensureText, { problems: await onRecord(this), text })
})

const ensureText = check("the clinician's own words are kept", (_sight, { problems, text }: { problems: readonly ProblemView[]; text: string }) =>
  !problems.some((each) => each.text === text) && finding('the words are not there', { expected: text, seen: problems.map((each) => each.text ?? 'nothing') }),
)

Then("no problem is on {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureNoProblem, { problems: await onRecord(this) })
})

const ensureNoProblem = check('no problem is on the record', (_sight, { problems }: { problems: readonly ProblemView[] }) => problems.map(({ term }) => finding('a problem is on the record', { expected: 'none', seen: term })))

Then('somebody is asked to look at {string}', async function (this: AssayWorld, term: string) {
  const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('receptionist'), this.patient.view.id), 'show what is to be done')
  await this.check(ensureTask, { tasks, mentions: new RegExp(term) })
})

const told = (world: AssayWorld, reasons: readonly RefusalReason[], mentions: RegExp) => world.check(ensureRefused, { answer: world.answer, reasons, mentions })

Then('the user is told that it is not in use any more, and to use {string}', async function (this: AssayWorld, instead: string) {
  await told(this, ['rule', 'invalid'], new RegExp(instead))
})

Then('the user is told that this is no code', async function (this: AssayWorld) {
  await told(this, ['invalid', 'rule'], /code|SNOMED/i)
})

Then('the user is told that this is no problem', async function (this: AssayWorld) {
  await told(this, ['rule', 'invalid'], /problem|finding|disease/i)
})

Then('the user is told that the terminology is in trouble', async function (this: AssayWorld) {
  await told(this, ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable'], /terminology|NHS|national/i)
})

Then('the terminology is not asked', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: SERVICE })
})
