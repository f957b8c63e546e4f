import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import type { Disclosure, ExtractView } from '../candidate/port/extracts.ts'
import { ensureEntriesTold, ensureEnvelope, ensureExtractShown, ensureList, ensureNothingTold, ensurePatientsIn, ensureSentTo } from './checks/ensure-extract.ts'
import { ensureCount } from './checks/ensure-count.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { cohortOf, identityOf, lastShown, mailboxFor, preparedIn, rememberTasks, RESEARCH_OFFICE, sentUnder, SPINE, todayOf, TRUST, WORKFLOWS, type ExtractFile } from './support/extracts.ts'
import { makeKnownNationally } from './support/known-nationally.ts'
import { daysAfter } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

const MANAGER = 'practice manager'
const CLINICIAN = 'second GP'
const DESK = 'receptionist'

const PENICILLIN = { code: '764146007', term: 'Penicillin' }
const IBUPROFEN = { code: '387207008', term: 'Ibuprofen' }

/** Items that a record about a patient may have. */
const ENTRY_ITEMS = ['NHSNumber', 'BirthDate', 'Code', 'RecordedDate']

/** Somebody of a certain age, registered, with an allergy to penicillin on record. */
async function registerWithAllergy(world: AssayWorld, name: string, birthDate: string, { temporary = false, confidential = false } = {}): Promise<void> {
  const person = await makeKnownNationally(world, name, { birthDate })
  person.view = must(await world.candidate.demographics.register(await world.behindTheScenes(DESK), person.nhsNumber, { temporary }), `register ${name}`)
  must(await world.candidate.demographics.recordAllergy(await world.behindTheScenes(CLINICIAN), person.view.id, { ...PENICILLIN, ...(confidential && { confidential: true as const }) }), 'record an allergy')
}

/** What a study or a collection wants: allergies to penicillin, recorded these days, of those born in the scenario's week. */
const wantedOf = (world: AssayWorld) => ({ ...cohortOf(world), recordedFrom: daysAfter(todayOf(world), -1), recordedTo: todayOf(world) })

// Who has opted out

Given(/^(\w+ \w+) and (\w+ \w+) are among those a (?:study|collection) is about$/, async function (this: AssayWorld, first: string, second: string) {
  const { bornFrom } = cohortOf(this)
  await registerWithAllergy(this, first, daysAfter(bornFrom, 1))
  await registerWithAllergy(this, second, daysAfter(bornFrom, 2))
})

Given('{word} has (since )opted out nationally', async function (this: AssayWorld, name: string) {
  await this.hub.outside.mesh.optOut({ nhsNumber: this.named(name).nhsNumber, out: true })
})

Given('{word} has since taken her national opt-out back', async function (this: AssayWorld, name: string) {
  await this.hub.outside.mesh.optOut({ nhsNumber: this.named(name).nhsNumber, out: false })
})

Given("the national service takes {word}'s number for invalid", async function (this: AssayWorld, name: string) {
  await this.hub.outside.mesh.distrustNumber({ nhsNumber: this.named(name).nhsNumber })
})

Given("the receptionist has noted {word}'s type 1 opt-out", async function (this: AssayWorld, name: string) {
  must(await this.candidate.extracts.decideTypeOne(await this.behindTheScenes(DESK), this.named(name).view!.id, true), 'note a type 1 opt-out')
})

When('the {persona} notes that {word} takes her type 1 opt-out back', async function (this: AssayWorld, persona: string, name: string) {
  this.answer = await this.candidate.extracts.decideTypeOne(await this.actAs(persona), this.named(name).view!.id, false)
})

Then(/^the practice shows (no type 1 opt-out of )?(\w+)'s(?: type 1 opt-out)?$/, async function (this: AssayWorld, none: string | undefined, name: string) {
  const shown = must(await this.candidate.extracts.hasOptedOut(await this.behindTheScenes(CLINICIAN), this.named(name).view!.id), 'show whether a patient has opted out')
  await this.check(ensureCount, { what: 'type 1 opt-outs', seen: shown ? 1 : 0, expected: none ? 0 : 1 })
})

Given('{word} {word} is a patient of whom the study wants nothing', async function (this: AssayWorld, given: string, family: string) {
  await registerWithAllergy(this, `${given} ${family}`, '1984-03-14')
})

Given('{word} {word} is a patient of another age with the same on her record', async function (this: AssayWorld, given: string, family: string) {
  await registerWithAllergy(this, `${given} ${family}`, '1984-03-14')
})

Given('{word} {word}, a temporary resident, would be among them by her age', async function (this: AssayWorld, given: string, family: string) {
  await registerWithAllergy(this, `${given} ${family}`, daysAfter(cohortOf(this).bornFrom, 3), { temporary: true })
})

Given('{word} {word} is a patient of the same age with the same on her record, in confidence', async function (this: AssayWorld, given: string, family: string) {
  await registerWithAllergy(this, `${given} ${family}`, daysAfter(cohortOf(this).bornFrom, 3), { confidential: true })
})

Given('{word} has another allergy on her record that is not asked for', async function (this: AssayWorld, name: string) {
  must(await this.candidate.demographics.recordAllergy(await this.behindTheScenes(CLINICIAN), this.named(name).view!.id, IBUPROFEN), 'record an allergy')
})

Given("{word} has an alert on her record in the practice's own words", async function (this: AssayWorld, name: string) {
  const words = `Ask after her ${this.make.word('dog-')}`
  this.notes.set('own words', words)
  must(await this.candidate.demographics.raiseAlert(await this.behindTheScenes(DESK), this.named(name).view!.id, words), 'raise an alert')
})

// What a practice discloses

async function prepare(world: AssayWorld, by: string, change: Partial<Disclosure> = {}): Promise<void> {
  await rememberTasks(world)
  const answer = await world.candidate.extracts.disclose(await world.actAs(by), { purpose: 'research', recipient: RESEARCH_OFFICE, codes: [PENICILLIN.code], ...wantedOf(world), ...change })
  world.answer = answer
  if (answer.ok) preparedIn(world).push(answer.value)
}

const collect = (world: AssayWorld) => world.candidate.aids.collectMessages()

/** Prepared, asked about, answered, sent. */
async function discloseAll(world: AssayWorld, by: string): Promise<void> {
  await prepare(world, by)
  await collect(world)
  await collect(world)
}

When('the {persona} prepares the disclosure of the study\'s data', async function (this: AssayWorld, persona: string) {
  await prepare(this, persona)
})

When('the {persona} prepares it a second time', async function (this: AssayWorld, persona: string) {
  await prepare(this, persona)
})

Given("the {persona} has had the study's data disclosed", async function (this: AssayWorld, persona: string) {
  await discloseAll(this, persona)
})

When(/^the practice manager has the study's data disclosed(?: again)?$/, async function (this: AssayWorld) {
  await discloseAll(this, MANAGER)
})

When('the {persona} has the same data disclosed to the hospital for their own care', async function (this: AssayWorld, persona: string) {
  await prepare(this, persona, { purpose: 'direct-care', recipient: TRUST })
  await collect(this)
})

When('the {persona} prepares disclosures about {word} alone and about {word} alone', async function (this: AssayWorld, persona: string, first: string, second: string) {
  for (const name of [first, second]) {
    const { birthDate } = this.named(name).national
    await prepare(this, persona, { bornFrom: birthDate, bornTo: birthDate })
  }
})

Given("the {persona} has prepared the disclosure of the study's data, and the list was lost on its way", async function (this: AssayWorld, persona: string) {
  this.mustBeAlone('closes the mailbox of the national service for a moment')
  const mailbox = await this.hub.outside.mesh.readMailbox({ id: SPINE })
  await this.hub.outside.mesh.putMailbox({ ...mailbox, inactive: true })
  await prepare(this, persona)
  await collect(this)
  await this.hub.outside.mesh.putMailbox(mailbox)
})

/** The lists that were sent and name any of the scenario's people. */
async function listsSent(world: AssayWorld) {
  const numbers = [...world.people.values()].map(({ nhsNumber }) => nhsNumber)
  const all = await world.hub.outside.mesh.listMessages({ workflowId: WORKFLOWS.list })
  return all.filter(({ from, type, text }) => type === 'DATA' && from !== SPINE && numbers.some((number) => text.includes(number)))
}

When("the national service's answer comes a second time", async function (this: AssayWorld) {
  const [list] = await listsSent(this)
  const answers = await this.hub.outside.mesh.listMessages({ workflowId: WORKFLOWS.list })
  const answer = answers.find(({ from, fileName }) => from === SPINE && fileName === list?.fileName)
  if (!list || !answer) throw new Error('Failed to send the answer a second time: there is no list with an answer.')
  await this.hub.outside.mesh.deliver({ from: SPINE, to: list.from, workflowId: WORKFLOWS.list, localId: answer.localId, subject: answer.subject, fileName: answer.fileName, text: answer.text })
})

/** What was disclosed under a reference, or under any that the scenario knows. */
async function disclosed(world: AssayWorld, prepared: readonly ExtractView[] = preparedIn(world)): Promise<ExtractFile[]> {
  const references = prepared.map(({ reference }) => reference)
  return (await sentUnder(world, 'disclosure')).filter(({ envelope }) => references.includes(envelope['ExtractReference'] ?? ''))
}

/** Everything that was disclosed and has to do with the scenario's people, whatever it calls itself. */
async function disclosedAbout(world: AssayWorld): Promise<ExtractFile[]> {
  const numbers = [...world.people.values()].map(({ nhsNumber }) => nhsNumber)
  return (await sentUnder(world, 'disclosure')).filter(({ text }) => numbers.some((number) => text.includes(number)))
}

const numberOf = (world: AssayWorld, name: string) => world.named(name).nhsNumber

Then(/^the (research office|hospital) has (\w+)'s data( this time)?$/, async function (this: AssayWorld, who: string, name: string, last: string | undefined) {
  const files = await disclosed(this, last ? preparedIn(this).slice(-1) : undefined)
  await this.check(ensureSentTo, { files, mailbox: who === 'hospital' ? TRUST : RESEARCH_OFFICE, times: 1 })
  await this.check(ensurePatientsIn, { files, present: [numberOf(this, name)], absent: [] })
})

Then('the research office has nothing about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensurePatientsIn, { files: await disclosedAbout(this), present: [], absent: [numberOf(this, name)] })
})

Then('the research office has nothing about {word} this time', async function (this: AssayWorld, name: string) {
  await this.check(ensurePatientsIn, { files: await disclosed(this, preparedIn(this).slice(-1)), present: [], absent: [numberOf(this, name)] })
})

Then('the research office has nothing from the practice', async function (this: AssayWorld) {
  await this.check(ensureCount, { what: 'disclosures', seen: (await disclosedAbout(this)).length, expected: 0 })
})

Then('the research office has the data once', async function (this: AssayWorld) {
  await this.check(ensureSentTo, { files: await disclosedAbout(this), mailbox: RESEARCH_OFFICE, times: 1 })
})

Then(/^the practice sees that (\d+) patients? (?:was|were) left out for a national opt-out, and (\d+) for a type 1 opt-out$/, async function (this: AssayWorld, national: string, here: string) {
  await this.check(ensureExtractShown, { extract: await lastShown(this), expected: { state: 'sent', excludedNationally: Number(national), excludedHere: Number(here) } })
})

for (const [words, state] of Object.entries({ 'it waits to hear who has opted out': 'asking', 'nothing was sent': 'withheld' })) {
  Then(`the practice sees that ${words}`, async function (this: AssayWorld) {
    await this.check(ensureExtractShown, { extract: await lastShown(this), expected: { state } })
  })
}

Then('the list that was sent nationally has {word} on it and not {word}', async function (this: AssayWorld, on: string, off: string) {
  await this.check(ensureList, { lists: await listsSent(this), present: [numberOf(this, on)], absent: [numberOf(this, off)], mailbox: SPINE, today: todayOf(this) })
})

Then('two lists were sent nationally, under names that number them', async function (this: AssayWorld) {
  const names = (await listsSent(this)).map(({ fileName }) => Number(/-(\d{4})(?:\.dat)?$/.exec(fileName)?.[1] ?? NaN))
  await this.check(ensureCount, { what: 'lists', seen: names.length, expected: 2 })
  await this.check(ensureCount, { what: 'steps from one number to the next', seen: (names[1] ?? NaN) - (names[0] ?? NaN), expected: 1 })
})

Then('nobody was asked nationally about {word} or {word}', async function (this: AssayWorld, _first: string, _second: string) {
  await this.check(ensureCount, { what: 'lists', seen: (await listsSent(this)).length, expected: 0 })
})

Then('the user is told that the role does not allow it', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-permitted'], mentions: /permi|allow|role|may not|let you|issued by/i })
})

/** Words that a task has to have, by how a scenario speaks of it. */
const TASKS = {
  'to check the NHS numbers': /NHS number/i,
  'about what did not arrive': /not (reach|arrive|deliver)|undelivered/i,
  'to decide on the collection': /agree|take part|participat|CQRS/i,
  'about the request': /request/i,
}
for (const [words, mentions] of Object.entries(TASKS)) {
  Then(`the practice has a task ${words}`, async function (this: AssayWorld) {
    const all = must(await this.candidate.tasks.all(await this.behindTheScenes(CLINICIAN)), 'show what is to be done')
    // The list is long where scenarios follow each other: what is new is what this scenario brought about.
    const before = (this.notes.get('tasks before') as ReadonlySet<string> | undefined) ?? new Set()
    await this.check(ensureTask, { tasks: all.filter(({ id }) => !before.has(id)), mentions })
  })
}

// What a national collection asks for

/** The collection of the scenario, and its last request. */
const collectionOf = (world: AssayWorld): string => {
  const name = (world.notes.get('collection') as string | undefined) ?? world.make.word('COLLECTION-').toUpperCase()
  world.notes.set('collection', name)
  return name
}
const requestOf = (world: AssayWorld) => String(world.notes.get('request') ?? 'none yet')

async function agree(world: AssayWorld, agreed: boolean): Promise<void> {
  must(await world.candidate.extracts.agree(await world.behindTheScenes(MANAGER), collectionOf(world), agreed), 'note what the practice has agreed to')
}

const requestXml = (request: string, collection: string, { bornFrom, bornTo, recordedFrom, recordedTo }: ReturnType<typeof wantedOf>) =>
  `<?xml version="1.0" encoding="UTF-8"?><CollectionRequest><Request>${request}</Request><Collection>${collection}</Collection><BornFrom>${bornFrom}</BornFrom><BornTo>${bornTo}</BornTo><RecordedFrom>${recordedFrom}</RecordedFrom><RecordedTo>${recordedTo}</RecordedTo><Code>${PENICILLIN.code}</Code></CollectionRequest>`

/** Puts a request into the practice's mailbox and has it emptied. */
async function ask(world: AssayWorld, text: string, from = mailboxFor('collection')): Promise<void> {
  await rememberTasks(world)
  const to = await world.hub.outside.mesh.mailboxOf({ odsCode: world.practice, workflowId: WORKFLOWS.request })
  await world.hub.outside.mesh.deliver({ from, to, workflowId: WORKFLOWS.request, text })
  await collect(world)
}

function newRequest(world: AssayWorld, { collection = collectionOf(world), wanted = wantedOf(world) } = {}): string {
  const request = randomUUID()
  const text = requestXml(request, collection, wanted)
  world.notes.set('request', request)
  world.notes.set('request text', text)
  return text
}

Given('the practice has agreed to the collection', async function (this: AssayWorld) {
  await agree(this, true)
})

Given('the practice has agreed to the collection no longer', async function (this: AssayWorld) {
  await agree(this, false)
})

When('the collection asks the practice', async function (this: AssayWorld) {
  await ask(this, newRequest(this))
})

When('another collection asks the practice for the same', async function (this: AssayWorld) {
  await ask(this, newRequest(this, { collection: this.make.word('OTHER-').toUpperCase() }))
})

When('the collection asks for what was recorded before yesterday', async function (this: AssayWorld) {
  const today = todayOf(this)
  await ask(this, newRequest(this, { wanted: { ...wantedOf(this), recordedFrom: daysAfter(today, -30), recordedTo: daysAfter(today, -2) } }))
})

When('the same request comes once more', async function (this: AssayWorld) {
  await ask(this, String(this.notes.get('request text')))
})

When('a request comes from the national mailbox that nobody can read', async function (this: AssayWorld) {
  await ask(this, newRequest(this).replace('</Request>', ''))
})

When("another organisation asks in the collection's name", async function (this: AssayWorld) {
  await ask(this, newRequest(this), TRUST)
})

/** What was returned to the request, or has to do with the scenario's people, whatever it calls itself. */
async function returned(world: AssayWorld): Promise<ExtractFile[]> {
  const numbers = [...world.people.values()].map(({ nhsNumber }) => nhsNumber)
  return (await sentUnder(world, 'collection')).filter(({ envelope, text }) => envelope['Request'] === requestOf(world) || numbers.some((number) => text.includes(number)))
}

Given('the collection has asked the practice, and what was returned was lost on its way', async function (this: AssayWorld) {
  await ask(this, newRequest(this))
  const [file] = await returned(this)
  if (file) {
    await this.hub.outside.mesh.undelivered({ id: file.messageId, reason: 'notCollected' })
    preparedIn(this).push({ reference: file.envelope['ExtractReference'] ?? '', kind: 'collection', state: 'sent', records: 0, excludedHere: 0, excludedNationally: 0 })
  }
})

Then('the practice sees that it did not arrive', async function (this: AssayWorld) {
  await this.check(ensureExtractShown, { extract: await lastShown(this), expected: { state: 'undelivered' } })
})

Then("the collection has what is coded on {word}'s record, and nothing else of hers", async function (this: AssayWorld, name: string) {
  const files = await returned(this)
  await this.check(ensureSentTo, { files, mailbox: mailboxFor('collection'), times: 1 })
  await this.check(ensureEntriesTold, { files, nhsNumber: numberOf(this, name), expected: [{ code: PENICILLIN.code, day: todayOf(this) }], items: ENTRY_ITEMS })
})

Then('the collection has nothing about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensurePatientsIn, { files: await returned(this), present: [], absent: [numberOf(this, name)] })
})

Then('nothing was returned to the collection', async function (this: AssayWorld) {
  await this.check(ensureCount, { what: 'files', seen: (await returned(this)).length, expected: 0 })
})

Then('the request was answered once', async function (this: AssayWorld) {
  await this.check(ensureSentTo, { files: await returned(this), mailbox: mailboxFor('collection'), times: 1 })
})

Then('what was returned says which request it answers, and counts its records', async function (this: AssayWorld) {
  const files = (await returned(this)).filter(({ envelope }) => envelope['Request'] === requestOf(this) && envelope['Collection'] === collectionOf(this))
  await this.check(ensureEnvelope, { files, practice: this.practice })
})

Then("nothing that was returned tells {word}'s name, where she lives or what was written about her", async function (this: AssayWorld, name: string) {
  const { 'NHS number': _number, 'date of birth': _birth, ...secrets } = identityOf(this, name)
  await this.check(ensureNothingTold, { files: await returned(this), secrets: { ...secrets, "practice's own words": String(this.notes.get('own words')) } })
})
