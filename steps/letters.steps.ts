import { randomUUID } from 'node:crypto'
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber'
import type { DocumentView } from '../candidate/port/documents.ts'
import { check, finding } from './checks/check.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureDocumentFiled, ensureDocumentMatched, ensureDocumentNotFiled, ensureDocumentState, ensureDocumentUnmatched } from './checks/ensure-document.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureLetterAnswered, ensureMessageIn } from './checks/ensure-letter-answered.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { readTrail } from './support/audit-trail.ts'
import { letterOf, postLetter as post, writeLetterAbout as write } from './support/letter-post.ts'
import { KINDS, messageOf, SENDERS, writeLetter, type Letter } from './support/letters.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

/** Who looks how things stand in the record. */
const READER = 'second GP'

defineParameterType({ name: 'letter', regexp: new RegExp(Object.keys(KINDS).join('|')), transformer: (words: string) => words })
defineParameterType({ name: 'sender', regexp: new RegExp(Object.keys(SENDERS).join('|')), transformer: (words: string) => words })

const messageIdOf = (world: AssayWorld) => String(world.notes.get('letter message'))

const collect = (world: AssayWorld) => world.candidate.aids.collectMessages()

/** The documents of whoever the letter reached, and the letter's own, opened. */
async function recordOf(world: AssayWorld, name: string): Promise<{ found: DocumentView[]; opened: DocumentView | undefined; patientId: string }> {
  world.named(name)
  const session = await world.behindTheScenes(READER)
  const patientId = world.patient.view.id
  const found = must(await world.candidate.documents.ofPatient(session, patientId), 'show the documents of a patient')
  const own = found.find(({ identifier }) => identifier === letterOf(world).documentId)
  return { found, opened: own && must(await world.candidate.documents.open(session, own.id), 'open a document'), patientId }
}

async function unmatched(world: AssayWorld): Promise<DocumentView[]> {
  return must(await world.candidate.documents.unmatched(await world.behindTheScenes(READER)), 'show the documents that are nobody’s')
}

const allTasks = async (world: AssayWorld) => must(await world.candidate.tasks.all(await world.behindTheScenes(READER)), 'show what is to be done')

// What other organisations send

Given('{sender} has sent a/an {letter} about {word}', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name))
})

Given('{sender} has sent a/an {letter} about {word} as JSON', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { form: 'json' }))
})

Given('{sender} has sent a/an {letter} about {word} in {int} parts', async function (this: AssayWorld, _sender: string, kind: string, name: string, chunks: number) {
  await post(this, write(this, kind, name), { chunks, gzip: true })
})

Given('{sender} has sent a/an {letter} about {word} in parts that break within a letter of the alphabet', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  const letter = write(this, kind, name)
  letter.words = `${letter.words} ${'Zażółć gęślą jaźń. '.repeat(30)}`
  await post(this, letter, { chunks: partsThatBreakLetters(Buffer.from(messageOf(letter))) })
})

/** Into how many equal parts a text has to be cut so that one of them ends in the middle of a letter: after a byte that others have to follow. */
function partsThatBreakLetters(text: Buffer): number {
  const breaks = (parts: number) => {
    const size = Math.ceil(text.byteLength / parts)
    return Array.from({ length: parts - 1 }, (_, at) => text[(at + 1) * size] ?? 0).some((next) => next >> 6 === 0b10)
  }
  const found = Array.from({ length: 40 }, (_, at) => at + 2).find(breaks)
  if (!found) throw new Error('Failed to cut a message within a letter: it has too few letters beyond ASCII.')
  return found
}

Given('{sender} has sent a/an {letter} about {word} and asks for no answer', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { wants: { infrastructure: false, business: false } }))
})

Given('{sender} has sent a/an {letter} about {word} and asks only whether it came through', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { wants: { infrastructure: true, business: false } }))
})

Given('{sender} has sent a/an {letter} about {word} with a file attached', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { attached: true }))
})

Given('{sender} has sent a/an {letter} about {word} for information', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { forAction: false }))
})

Given('{sender} has sent a/an {letter} about {word} that is meant for this practice', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { receiver: this.practice }))
})

Given('{sender} has sent a/an {letter} about {word} that is meant for another practice', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { receiver: SENDERS['Ashdown']!.odsCode }))
})

Given("{sender} has sent a/an {letter} with {word}'s NHS number and another surname", async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  const letter = write(this, kind, name)
  letter.about = { ...letter.about, family: this.make.familyName('Whitlock') }
  await post(this, letter)
})

Given("{sender} has sent a/an {letter} with {word}'s NHS number and another date of birth", async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  const letter = write(this, kind, name)
  letter.about = { ...letter.about, birthDate: '1948-03-14' }
  await post(this, letter)
})

Given("{sender} has sent a/an {letter} with {word}'s surname in capitals", async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  const letter = write(this, kind, name)
  letter.about = { ...letter.about, family: letter.about.family.toUpperCase() }
  await post(this, letter)
})

Given('{sender} has sent a/an {letter} about {word} that does not say whom it is about', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { flaw: 'no patient' }))
})

Given('{sender} has sent a/an {letter} about {word} without the document', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { flaw: 'no document' }))
})

Given('{sender} has sent a/an {letter} about {word} that cannot be read', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { flaw: 'not readable' }))
})

Given('{sender} has sent a/an {letter} about {word} with a file that nobody here can open', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { mediaType: 'application/x-msdownload' }))
})

Given('{sender} sends a message about {word} of a kind that this system does not know', async function (this: AssayWorld, _sender: string, name: string) {
  const letter = write(this, 'discharge summary', name)
  const kind = { ...letter.kind, workflowId: 'TOC_FHIR_OP_ATTEN', event: ['ITK012M', 'ITK National Pathology'] as [string, string] }
  this.notes.set('letter', { ...letter, kind })
  await post(this, letterOf(this))
})

Given('{sender} has sent a message about {word} that is no document', async function (this: AssayWorld, _sender: string, name: string) {
  const letter = write(this, 'discharge summary', name)
  const { mailbox } = letter.sender
  const to = await this.hub.outside.mesh.mailboxOf({ odsCode: this.practice, workflowId: letter.kind.workflowId })
  const workflowId = `VALE_${this.make.word('K').toUpperCase()}`
  this.notes.set('letter message', await this.hub.outside.mesh.deliver({ from: mailbox, to, workflowId, text: letter.words, about: letter.about.nhsNumber }))
  this.notes.set('letter workflow', workflowId)
})

// The same again, and in place of another

Given('the same message is delivered again', async function (this: AssayWorld) {
  await post(this, letterOf(this))
})

Given('the same document is sent again in another message', async function (this: AssayWorld) {
  const letter = { ...letterOf(this), headerId: randomUUID(), bundleId: randomUUID() }
  this.notes.set('letter', letter)
  await post(this, letter)
})

Given('{sender} has sent a corrected {letter} in its place', async function (this: AssayWorld, _sender: string, kind: string) {
  const old = letterOf(this)
  this.notes.set('old letter', old)
  const letter = { ...writeLetter(KINDS[kind]!, old.about, `Reference ${this.make.word('letter')}, corrected.`), replaces: old.documentId }
  this.notes.set('letter', letter)
  await post(this, letter)
})

Given('{sender} has sent a corrected {letter} about {word} in place of one that never came', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await post(this, write(this, kind, name, { replaces: randomUUID() }))
})

Given('{sender} has sent a corrected {letter} about {word} in the place of it', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  const old = letterOf(this)
  this.notes.set('old letter', old)
  await post(this, write(this, kind, name, { replaces: old.documentId }))
})

// What MESH does

Given('MESH {trouble} when the message about {word} is next collected', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'mesh', operation: 'retrieve-message', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given('MESH {trouble} when the last part of the message about {word} is next collected', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'mesh', operation: 'retrieve-chunk', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given('MESH {trouble} when it is next told that the message about {word} is in safe hands', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'mesh', operation: 'acknowledge-message', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given('MESH {trouble} when an answer about {word} is next sent', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'mesh', operation: 'send-message', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given('MESH does not know the mailbox of {sender} when an answer about {word} is next sent', async function (this: AssayWorld, _sender: string, name: string) {
  await this.inject({ service: 'mesh', operation: 'send-message', subject: this.named(name).nhsNumber, kind: 'error', name: 'unregisteredTo' })
})

Given('MESH {trouble} when the mailbox is next looked into', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'mesh', operation: 'list-messages', ...TROUBLES[trouble] })
})

Given("{sender}'s mailbox is never emptied of the answers about {word}", async function (this: AssayWorld, sender: string, name: string) {
  const { nhsNumber } = this.named(name)
  for (const { id, type } of await this.hub.outside.mesh.listMessages({ to: SENDERS[sender]!.mailbox, about: nhsNumber })) if (type === 'DATA') await this.hub.outside.mesh.expire({ id })
})

// The practice

Given('the system has collected its messages', async function (this: AssayWorld) {
  await collect(this)
})

When('the system collects its messages', async function (this: AssayWorld) {
  await collect(this)
})

When('the system collects its messages again', async function (this: AssayWorld) {
  await collect(this)
})

When('the {persona} puts that document into {word}’s record', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const session = await this.actAs(persona)
  const document = (await unmatched(this)).find(({ identifier }) => identifier === letterOf(this).documentId)
  this.answer = await this.candidate.documents.match(session, document?.id ?? 'none', this.patient.view.id)
})

When('the {persona} says that the document has been reviewed', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  const { opened } = await recordOf(this, this.patient.name)
  this.answer = await this.candidate.documents.review(session, opened?.id ?? 'none')
})

When("the {persona} looks at {word}'s documents", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.documents.ofPatient(await this.actAs(persona), this.patient.view.id)
})

// What then holds

/** How a scenario words the state of a document. */
const STATES: Record<string, string[]> = { ', to be reviewed': ['to-review'], ', reviewed': ['reviewed'], '': ['to-review', 'reviewed'] }

Then(/^the document is in (\w+)'s record once, as it was sent(, to be reviewed|, reviewed|)$/, async function (this: AssayWorld, name: string, state: string) {
  await this.check(ensureDocumentFiled, { letter: letterOf(this), ...(await recordOf(this, name)), states: STATES[state]! })
})

Then("the document is not in {word}'s record", async function (this: AssayWorld, name: string) {
  await this.check(ensureDocumentNotFiled, { letter: letterOf(this), found: (await recordOf(this, name)).found })
})

Then('the document waits for somebody to find out whose it is', async function (this: AssayWorld) {
  await this.check(ensureDocumentUnmatched, { letter: letterOf(this), found: await unmatched(this) })
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: /nobody|whose|match|unknown/i })
})

Then('nobody has to find out any more whose the document is', async function (this: AssayWorld) {
  await this.check(ensureDocumentMatched, { letter: letterOf(this), found: await unmatched(this) })
})

Then('the document that was there is shown as replaced', async function (this: AssayWorld) {
  const { documentId } = this.notes.get('old letter') as Letter
  await this.check(ensureDocumentState, { documentId, found: (await recordOf(this, this.patient.name)).found, state: 'replaced' })
})

Then("{word}'s document is as it was", async function (this: AssayWorld, name: string) {
  const old = this.notes.get('old letter') as Letter
  await this.check(ensureDocumentState, { documentId: old.documentId, found: (await recordOf(this, name)).found, state: 'to-review' })
})

Then('a clinician is asked to review it', async function (this: AssayWorld) {
  const session = await this.behindTheScenes(READER)
  const tasks = must(await this.candidate.tasks.open(session, this.patient.view.id), 'show the tasks')
  await this.check(ensureTask, { tasks, mentions: new RegExp(letterOf(this).kind.title, 'i') })
})

Then('the clinician is told that it is for {word}', async function (this: AssayWorld, purpose: string) {
  const session = await this.behindTheScenes(READER)
  const tasks = must(await this.candidate.tasks.open(session, this.patient.view.id), 'show the tasks')
  await this.check(ensureTask, { tasks, mentions: new RegExp(`\\b${purpose}\\b`, 'i') })
})

Then('nobody is asked any more to review it', async function (this: AssayWorld) {
  const session = await this.behindTheScenes(READER)
  const tasks = must(await this.candidate.tasks.open(session, this.patient.view.id), 'show the tasks')
  await this.check(ensureNoTask, { tasks, mentions: new RegExp(letterOf(this).kind.title, 'i') })
})

Then('the practice has a task to see to the message from {sender}', async function (this: AssayWorld, sender: string) {
  const { mailbox } = SENDERS[sender]!
  const { about } = letterOf(this)
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`${mailbox}[\\s\\S]*${about.family}|${about.family}[\\s\\S]*${mailbox}`) })
})

Then('the practice has a task to tell {sender} another way', async function (this: AssayWorld, sender: string) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`${SENDERS[sender]!.mailbox}.*(not delivered|undelivered|not collected)`, 'is') })
})

Then('the practice has a task to find out what the message is', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(String(this.notes.get('letter workflow'))) })
})

Then('the practice has a task that says the mailbox could not be emptied', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: /messages.*(could|can) ?not|mailbox (could|can) ?not|not.*reach/is })
})

/** How a scenario words what a sender is told. Source: ITK-ResponseCodes-1. */
const TOLD: Record<string, string[]> = {
  'that it came through, and that she is a patient here': ['20013', '30001'],
  'that it came through, and that she is not known here': ['20013', '30002'],
  'that it came through, and that she is no longer here': ['20013', '30003'],
  'that it came through, and nothing else': ['20013'],
  'that it is meant for somebody else': ['20002'],
  'that the document is not as it should be': ['20009'],
  'that the file cannot be opened': ['20005'],
  'that messages of this kind are not taken here': ['10004'],
  'that the message had come before': ['20007'],
  'that the document had come before': ['20008'],
  'that it cannot take the place of the other': ['20014'],
  nothing: [],
}

Then(new RegExp(`^(${Object.keys(SENDERS).join('|')}) is told (${Object.keys(TOLD).join('|')})$`), async function (this: AssayWorld, _sender: string, told: string) {
  await this.check(ensureLetterAnswered, { letter: letterOf(this), codes: TOLD[told]!, practice: this.practice })
})

Then('{sender} has been told that it came through and who she is, and then that the message had come before', async function (this: AssayWorld, _sender: string) {
  await this.check(ensureLetterAnswered, { letter: letterOf(this), codes: ['20013', '30001', '20007'], practice: this.practice })
})

Then('MESH is told that the message is in safe hands', async function (this: AssayWorld) {
  await this.check(ensureMessageIn, { messageId: messageIdOf(this), status: 'acknowledged', subject: letterOf(this).about.nhsNumber })
})

Then('MESH keeps the message for the practice', async function (this: AssayWorld) {
  await this.check(ensureMessageIn, { messageId: messageIdOf(this), status: 'accepted', subject: letterOf(this).about.nhsNumber })
})

Then('the document has been reviewed', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Then('the user is told that documents are not for them', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-permitted'], mentions: /permi|allow|role|may not/i })
})

Then("the audit trail says that {word}'s document came from {sender}", async function (this: AssayWorld, name: string, sender: string) {
  this.named(name)
  const patientId = this.patient.view.id
  const lines = await readTrail(this, { patientId })
  await this.check(ensureAudited, { lines, fact: { success: true, patientId, actions: ['C'] } })
  await this.check(ensureTellsSender, { names: lines.filter(({ action }) => action === 'C').map(({ userName }) => userName ?? ''), sender: SENDERS[sender]!.name })
})

Then("the audit trail says that the {persona} reviewed {word}'s document", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const patientId = this.patient.view.id
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId }), fact: { success: true, userId: this.staff(persona).id, patientId, actions: ['U', 'E'] } })
})

const ensureTellsSender = check('the audit trail says who sent it', (_sight, { names, sender }: { names: readonly string[]; sender: string }) =>
  !names.some((name) => name.includes(sender)) && finding('no line says so', { expected: sender, seen: names.join(', ') || 'no lines' }),
)

Then('the practice has shown MESH {int} time(s) that its connection stands', async function (this: AssayWorld, times: number) {
  await this.check(ensureHandshakes, { times })
})

const ensureHandshakes = check('the connection is shown to stand once a day', async ({ calls }, { times }: { times: number }) => {
  const made = await calls({ service: 'mesh', operation: 'handshake' })
  return made.length !== times && finding('more or less often', { expected: times, seen: made.length, at: made.at(-1) })
})

// More in every run: a system that lives on has been through the days of earlier runs.
When('some days have passed', async function (this: AssayWorld) {
  await this.passTime((1 + ((this.parameters.setup.seed - 1) % 30)) * 86_400)
})
