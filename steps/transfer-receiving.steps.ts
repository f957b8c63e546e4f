import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { ensureTransferAcknowledged, type Expected } from './checks/ensure-transfer-acknowledged.ts'
import { ensureNothingTransferred, ensureTransferredEntries, type ExpectedEntry } from './checks/ensure-transferred-entries.ts'
import { ACTION, brokenArchive, delivered, documentEntry, documentsSeen, ENTRIES, entriesSeen, fileOf, localId, lookAfter, notesOn, READER, tasksSeen, visitWords, type ExtractToSend, type SentFile, type SpineDelivery } from './support/transfers.ts'
import { must, type AssayWorld } from './world.ts'

/** Names a letter in the record that the scenario sends, and encloses it. */
function addLetter(world: AssayWorld, how: Partial<SentFile> = {}): void {
  const notes = notesOn(world)
  const file = fileOf(notes.word)
  notes.files = [{ ...file, ...how }]
  notes.content = { ...notes.content, documents: [documentEntry(file)] }
}

/** Sends the record from Ashdown as the scenario has it, and lets the candidate see to it. */
async function send(world: AssayWorld, change: Partial<ExtractToSend> = {}): Promise<void> {
  const { content, files } = notesOn(world)
  const sent = files.map(({ title: _title, text: _text, ...file }) => file)
  delivered(world, await world.hub.outside.spine.sendExtract({ nhsNumber: world.person!.nhsNumber, content, files: sent, ...change }))
  await lookAfter(world)
}

const isExtract = ({ request }: SpineDelivery) => /RCMR_IN03/.test(request.headers['soapaction'] ?? '')

/** The record that was sent last. */
function lastExtract(world: AssayWorld): SpineDelivery {
  const found = notesOn(world).deliveries.findLast(isExtract)
  if (!found) throw new Error('Failed to find the record that was sent: no step before this one sent any.')
  return found
}

async function checkAcknowledged(world: AssayWorld, expected: Expected): Promise<void> {
  const { messageId, conversationId } = lastExtract(world)
  await world.check(ensureTransferAcknowledged, { nhsNumber: world.person!.nhsNumber, messageId, conversationId, sent: notesOn(world).deliveries.map((delivery) => delivery.messageId), expected })
}

// What Ashdown sends

When("Ashdown sends {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await send(this)
})

Given("Ashdown has sent {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await send(this)
})

When(/^Ashdown (?:sends|has sent) (\w+)'s record, confidential entries marked$/, async function (this: AssayWorld, name: string) {
  this.named(name)
  await send(this, { confidential: true })
})

Then('everything that came is shown as kept from the patient', async function (this: AssayWorld) {
  await this.check(ensureMarked, { entries: await entriesSeen(this), mark: 'NOPAT' })
})

/** What of the record comes in a file after it, in the words of scenarios. */
const APART: Record<string, NonNullable<ExtractToSend['skeleton']>> = {
  'the part with allergies': { what: 'statement', how: 'separate' },
  'the part with allergies, in 3 pieces': { what: 'statement', how: 3 },
  'all of it, in 3 pieces': { what: 'message', how: 3 },
}

When(/^Ashdown sends (\w+)'s record, and (the part with allergies|the part with allergies, in 3 pieces|all of it, in 3 pieces) comes after it(, broken off)?$/, async function (this: AssayWorld, name: string, what: string, broken: string | null | undefined) {
  this.named(name)
  await send(this, { skeleton: { ...APART[what]!, ...(broken && { broken: true }) } })
})

Then('{word} has no document', async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureDocuments, { seen: (await documentsSeen(this)).length, expected: 0 })
})

When("Ashdown sends {word}'s record again", async function (this: AssayWorld, name: string) {
  this.named(name)
  await send(this)
})

When("Ashdown sends {word}'s record without being asked", async function (this: AssayWorld, name: string) {
  this.named(name)
  await send(this, { unasked: true })
})

When("Ashdown sends {word}'s record as if it were {word}'s", async function (this: AssayWorld, about: string, name: string) {
  const { nhsNumber } = this.named(about)
  this.named(name)
  await send(this, { about: nhsNumber })
})

When(/^Ashdown (?:sends|has sent) (\w+)'s record with an allergy that it could not code$/, async function (this: AssayWorld, name: string) {
  this.named(name)
  const notes = notesOn(this)
  const { kind: _kind, ...allergy } = ENTRIES.degraded
  notes.content = { ...notes.content, allergies: [allergy] }
  await send(this)
})

When(/^Ashdown (?:sends|has sent) (\w+)'s record with a letter$/, async function (this: AssayWorld, name: string) {
  this.named(name)
  addLetter(this)
  await send(this)
})

When(/^Ashdown (?:sends|has sent) (\w+)'s record, and a letter comes after it in (\d+) pieces$/, async function (this: AssayWorld, name: string, pieces: string) {
  this.named(name)
  addLetter(this, { how: Number(pieces) })
  await send(this)
})

When("Ashdown sends {word}'s record with a compressed letter", async function (this: AssayWorld, name: string) {
  this.named(name)
  addLetter(this, { compressed: true })
  await send(this)
})

When("Ashdown sends {word}'s record with a letter that cannot be unpacked", async function (this: AssayWorld, name: string) {
  this.named(name)
  addLetter(this, damaged(this))
  await send(this)
})

When("Ashdown sends {word}'s record with a file that no entry speaks of", async function (this: AssayWorld, name: string) {
  this.named(name)
  notesOn(this).files = [fileOf(notesOn(this).word)]
  await send(this)
})

When("Ashdown sends {word}'s record, and a letter that it speaks of is not there", async function (this: AssayWorld, name: string) {
  this.named(name)
  addLetter(this)
  await send(this, { files: [] })
})

When("Ashdown sends {word}'s record, and a note in place of a letter that it could not send", async function (this: AssayWorld, name: string) {
  this.named(name)
  const notes = notesOn(this)
  const file = { ...fileOf(notes.word), filename: `AbsentAttachment${notes.word}.txt`, base64: Buffer.from('The file could not be included with the electronic record').toString('base64') }
  notes.content = { ...notes.content, documents: [documentEntry(file)] }
  notes.files = [file]
  await send(this)
})

/** A practice that nobody has asked for anything. */
const THIRD_PRACTICE = 'A99910'

When("another practice sends a record in answer to the request for {word}'s", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.hub.outside.sds.putSystem({ organisation: THIRD_PRACTICE })
  await send(this, { from: THIRD_PRACTICE })
  await this.hub.outside.sds.removeOrganisation({ organisation: THIRD_PRACTICE })
})

const FLAWS: Record<string, NonNullable<ExtractToSend['flaw']>> = {
  'breaks off in the middle': 'not-xml',
  'has nothing in it': 'no-extract',
  'does not say whose it is': 'no-patient',
  'would grow beyond all bounds': 'entity-bomb',
}

When(/^Ashdown sends (\w+)'s record, and it (breaks off in the middle|has nothing in it|does not say whose it is|would grow beyond all bounds)$/, async function (this: AssayWorld, name: string, flaw: string) {
  this.named(name)
  await send(this, { flaw: FLAWS[flaw]! })
})

When("Ashdown sends {word}'s record, and a letter comes after it", async function (this: AssayWorld, name: string) {
  this.named(name)
  addLetter(this, { how: 'separate' })
  await send(this)
})

When("Ashdown sends {word}'s record, and a compressed letter that is damaged comes after it", async function (this: AssayWorld, name: string) {
  this.named(name)
  addLetter(this, { how: 2, ...damaged(this) })
  await send(this)
})

When("Ashdown sends {word}'s record, and a letter comes after it in {int} pieces, the record being held up", async function (this: AssayWorld, name: string, pieces: number) {
  const { nhsNumber } = this.named(name)
  addLetter(this, { how: pieces })
  await this.inject({ service: 'spine', operation: 'message', subject: nhsNumber, kind: 'out-of-order-delivery' })
  await send(this)
  await sendPieces(this, { impatient: true })
})

async function sendPieces(world: AssayWorld, how: Omit<Parameters<AssayWorld['hub']['outside']['spine']['sendFragments']>[0], 'nhsNumber'> = {}): Promise<void> {
  delivered(world, ...(await world.hub.outside.spine.sendFragments({ nhsNumber: world.person!.nhsNumber, ...how })))
  await lookAfter(world)
}

When('Ashdown sends what comes after', async function (this: AssayWorld) {
  await sendPieces(this)
})

When('Ashdown sends what comes after, the last first', async function (this: AssayWorld) {
  await sendPieces(this, { backwards: true })
})

When('Ashdown sends what comes after, but for the last piece', async function (this: AssayWorld) {
  const pieces = Number(notesOn(this).files[0]?.how)
  // The index comes first, then the pieces.
  await sendPieces(this, { except: [pieces] })
})

When('Ashdown sends what comes after, the last piece without its content', async function (this: AssayWorld) {
  await sendPieces(this, { flaw: 'no-content' })
})

When('Ashdown sends what comes after, the last piece broken off', async function (this: AssayWorld) {
  await sendPieces(this, { flaw: 'not-xml' })
})

When(/^Ashdown (?:says|has said) that it does not send (\w+)'s record: (\d\d)$/, async function (this: AssayWorld, name: string, code: string) {
  const { nhsNumber } = this.named(name)
  delivered(this, await this.hub.outside.spine.acknowledge({ nhsNumber, of: 'request', typeCode: 'AE', code }))
  await lookAfter(this)
})

When('the Spine delivers that message again', async function (this: AssayWorld) {
  delivered(this, await this.hub.outside.spine.redeliver({ nhsNumber: this.person!.nhsNumber }))
})

When("somebody without the Spine's certificate delivers a record for {word}", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  delivered(this, await this.hub.outside.spine.sendExtract({ nhsNumber, content: notesOn(this).content, as: 'stranger' }))
  await lookAfter(this)
})

/** A file that says it is compressed, and breaks off. */
function damaged(world: AssayWorld): Partial<SentFile> {
  return { base64: brokenArchive(fileOf(notesOn(world).word).text), compressed: 'says so' }
}

// What Ashdown hears

Then('Ashdown hears that the record has been taken over', async function (this: AssayWorld) {
  await checkAcknowledged(this, { typeCode: 'AA' })
})

/** Why a record was not taken over, in words, and the code that says so. */
const REASONS: Record<string, string> = {
  'nobody asked for it': '09',
  'it could not be taken over': '11',
  'it is here already': '12',
  'it is kept apart, since she was here before': '15',
  'it cannot be read': '21',
  'not all of it came in time': '25',
  'it is about somebody else': '28',
  'it is about somebody else than the one who was here before': '17',
  'not all of its files came': '31',
  'its parts could not be put together': '29',
  'the large record has failed': '30',
}

Then(/^(?:Ashdown|the other practice) hears that ((?:it|its|not|nobody) .+|the large record has failed)$/, async function (this: AssayWorld, words: string) {
  const code = REASONS[words]
  if (code === undefined) throw new Error(`Failed to find what "${words}" means: add it to REASONS.`)
  await checkAcknowledged(this, { code })
})

Then('Ashdown is told nothing more yet', async function (this: AssayWorld) {
  await checkAcknowledged(this, undefined)
})

Then('Ashdown is told nothing in return', async function (this: AssayWorld) {
  await this.check(ensureNothingSent, { nhsNumber: this.person!.nhsNumber, actions: [ACTION.acknowledgement, ACTION.part] })
})

Then('Ashdown is let go on, once', async function (this: AssayWorld) {
  await this.check(ensureLetGoOn, { nhsNumber: this.person!.nhsNumber, extract: lastExtract(this).messageId })
})

Then('the Spine is told each time that the message is here', async function (this: AssayWorld) {
  await this.check(ensureSignalled, { deliveries: notesOn(this).deliveries.filter(isExtract) })
})

Then('it is turned away', async function (this: AssayWorld) {
  const { response, failure } = lastExtract(this)
  await this.check(ensureTurnedAway, { status: response?.status, failure })
})

// What is in the record

Then('everything that Ashdown sent is there to be read', async function (this: AssayWorld) {
  const { word } = notesOn(this)
  const { asthma, penicillin, repeat, ended, weight } = ENTRIES
  const plain = ({ kind, code, term }: { kind: string; code: string; term: string }): ExpectedEntry => ({ kind, code, term, degraded: false })
  await this.check(ensureTransferredEntries, {
    entries: await entriesSeen(this),
    expected: [{ kind: 'consultation', text: visitWords(word) }, plain(asthma), plain(penicillin), plain(repeat), plain(ended), { ...plain(weight), text: '74 kg' }],
  })
})

Then("asthma is among {word}'s problems, as Ashdown had it", async function (this: AssayWorld, name: string) {
  this.named(name)
  const problems = must(await this.candidate.problems.ofPatient(await this.behindTheScenes(READER), await localId(this)), 'show the problems')
  const { code, term } = ENTRIES.asthma
  await this.check(ensureProblem, { seen: problems.map((each) => ({ code: each.code, term: each.term })), expected: { code, term } })
})

Then("nothing of what Ashdown sent is in {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  const session = await this.behindTheScenes(READER)
  const id = await localId(this)
  await this.check(ensureNothingTransferred, {
    entries: await entriesSeen(this),
    allergies: must(await this.candidate.demographics.allergies(session, id), 'show the allergies').length,
    medication: must(await this.candidate.prescribing.list(session, id), 'show the medication').length,
    problems: must(await this.candidate.problems.ofPatient(session, id), 'show the problems').length,
    documents: (await documentsSeen(this)).length,
  })
})

Then("what came is kept apart from {word}'s record, to be read", async function (this: AssayWorld, name: string) {
  this.named(name)
  const session = await this.behindTheScenes(READER)
  const id = await localId(this)
  const entries = await entriesSeen(this)
  await this.check(ensureTransferredEntries, { entries, expected: [ENTRIES.asthma, ENTRIES.penicillin].map(({ kind, code }) => ({ kind, code, states: ['suppressed'] })) })
  await this.check(ensureNothingTransferred, {
    entries: entries.filter(({ state }) => state !== 'suppressed'),
    allergies: must(await this.candidate.demographics.allergies(session, id), 'show the allergies').length,
    medication: must(await this.candidate.prescribing.list(session, id), 'show the medication').length,
    problems: must(await this.candidate.problems.ofPatient(session, id), 'show the problems').length,
    documents: 0,
  })
})

Then("none of {word}'s medication is authorised here", async function (this: AssayWorld, name: string) {
  this.named(name)
  const items = must(await this.candidate.prescribing.list(await this.behindTheScenes(READER), await localId(this)), 'show the medication')
  await this.check(ensureNothingTransferred, { entries: [], allergies: 0, medication: items.length, problems: 0, documents: 0 })
  const { kind, code } = ENTRIES.repeat
  await this.check(ensureTransferredEntries, { entries: await entriesSeen(this), expected: [{ kind, code, states: ['to-review'] }] })
})

Then('the medicine that was stopped is history, and not to be reviewed', async function (this: AssayWorld) {
  const { kind, code } = ENTRIES.ended
  await this.check(ensureTransferredEntries, { entries: await entriesSeen(this), expected: [{ kind, code, ended: true, states: ['filed'] }] })
})

Then("the letter is among {word}'s documents as it was sent, to be reviewed", async function (this: AssayWorld, name: string) {
  this.named(name)
  const session = await this.behindTheScenes(READER)
  const [file] = notesOn(this).files
  const opened = []
  for (const { id } of await documentsSeen(this)) opened.push(must(await this.candidate.documents.open(session, id), 'open a document'))
  const text = file?.text ?? ''
  const found = opened.find(({ contents }) => contents.some(({ base64 }) => base64 !== undefined && Buffer.from(base64, 'base64').toString() === text))
  await this.check(ensureLetterFiled, { found, others: opened.length })
})

Then('{word} has one letter', async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureDocuments, { seen: (await documentsSeen(this)).length, expected: 1 })
})

Then('the letter is marked as missing', async function (this: AssayWorld) {
  await this.check(ensureTransferredEntries, { entries: await entriesSeen(this), expected: [{ kind: 'document', term: notesOn(this).word, states: ['missing'] }] })
  await this.check(ensureDocuments, { seen: (await documentsSeen(this)).length, expected: 0 })
})

Then('somebody is asked to get the letter from Ashdown', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await tasksSeen(this), mentions: new RegExp(notesOn(this).word) })
})

const ensureMarked = check('entries are shown with their marks', (_sight, { entries, mark }: { entries: readonly { term: string; marks?: readonly string[] }[]; mark: string }) => [
  entries.length === 0 && finding('nothing is shown', { expected: 'entries', seen: 'none' }),
  ...entries.map(({ term, marks = [] }) => !marks.includes(mark) && finding(`"${term}" is not marked`, { expected: mark, seen: marks.join(', ') || 'no mark' })),
])

const ensureProblem = check('a problem is on the record once', (_sight, { seen, expected }: { seen: readonly { code: string; term: string }[]; expected: { code: string; term: string } }) =>
  seen.filter(({ code, term }) => code === expected.code && term === expected.term).length !== 1 && finding('it is not, or more than once', { expected, seen: seen.length > 0 ? seen : 'no problem' }),
)

const ensureLetterFiled = check('the letter is there as it was sent', (_sight, { found, others }: { found: { state: string } | undefined; others: number }) => [
  !found && finding('it is not there, or not whole', { expected: 'a document with the content that was sent', seen: others > 0 ? `${others} other documents` : 'no document' }),
  found && found.state !== 'to-review' && finding('nobody is asked to review it', { expected: 'to-review', seen: found.state }),
])

const ensureDocuments = check('there are as many documents as there should be', (_sight, { seen, expected }: { seen: number; expected: number }) => seen !== expected && finding('more or fewer', { expected, seen }))

const ensureTurnedAway = check('somebody else is turned away', (_sight, { status, failure }: { status: number | undefined; failure: string | undefined }) =>
  status !== undefined && (status < 400 || status >= 500) && finding('let in', { expected: 'a refusal', seen: failure ?? String(status) }),
)

const ensureSignalled = check('the Spine gets an acknowledgement for each delivery', (_sight, { deliveries }: { deliveries: readonly SpineDelivery[] }) =>
  deliveries.map(({ messageId, signal, response, failure }) => (signal?.action !== 'Acknowledgment' || signal.refToMessageId !== messageId || response?.status !== 202) && finding('no acknowledgement of this message', { expected: `202 and an Acknowledgment of ${messageId}`, seen: failure ?? `${response?.status ?? 'no answer'} ${signal?.action ?? ''}` })),
)

const ensureNothingSent = check('nothing is sent', async ({ outside }, { nhsNumber, actions }: { nhsNumber: string; actions: readonly string[] }) =>
  (await outside.spine.listSent({ about: nhsNumber })).filter(({ action }) => actions.includes(action)).map(({ action, facts }) => finding('something is', { expected: 'nothing', seen: [action, facts.typeCode, ...(facts.codes ?? [])].filter(Boolean).join(' ') })),
)

/** Large files come once the receiving practice lets them: one COPC that continues the extract. Source: GP2GP large messaging. */
const ensureLetGoOn = check('the other practice may go on', async ({ outside, calls }, { nhsNumber, extract }: { nhsNumber: string; extract: string }) => {
  const sent = (await outside.spine.listSent({ about: nhsNumber, action: ACTION.part })).filter(({ facts }) => facts.part === 'continue')
  const at = (await calls({ service: 'spine', subject: nhsNumber, from: 'beginning' })).at(-1)
  return [
    sent.length !== 1 && finding(sent.length === 0 ? 'it is not told so' : 'it is told more than once', { expected: '1 continue', seen: sent.length, at }),
    ...sent.map(({ facts }) => facts.messageRef !== extract && finding('about another message', { expected: extract, seen: facts.messageRef ?? 'none', at })),
  ]
})
