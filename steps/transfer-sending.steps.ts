import { createHash } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import { check, finding, type Found } from './checks/check.ts'
import { ensureTransferAcknowledged } from './checks/ensure-transfer-acknowledged.ts'
import { ACTION, ASHDOWN, delivered, documentEntry, ENTRIES, fileOf, localId, lookAfter, notesOn, READER, transfersSeen, visitWords, type SpineDelivery, type SpineMessage } from './support/transfers.ts'
import { MEDICINES, type MedicineName } from './support/medicines.ts'
import type { Vaccine } from './support/vaccines.ts'
import { must, type AssayWorld } from './world.ts'

/** Bytes of a letter that no message carries: in base64 it is larger than the Spine takes. */
const VERY_LARGE = 3_900_000

/** Lets another practice ask for the record of somebody, and the candidate see to it. */
async function ask(world: AssayWorld, name: string, { by = ASHDOWN, flaw }: { by?: string; flaw?: 'no-request-id' } = {}): Promise<void> {
  const { nhsNumber } = world.named(name)
  delivered(world, await world.hub.outside.spine.requestRecord({ nhsNumber, by, ...(flaw && { flaw }) }))
  await lookAfter(world)
}

/** The patient leaves the practice for another. */
async function move(world: AssayWorld, name: string, practice = ASHDOWN): Promise<void> {
  const { nhsNumber } = world.named(name)
  must(await world.candidate.demographics.deduct(await world.behindTheScenes(READER), await localId(world)), `take ${name} off the list`)
  await world.hub.outside.pds.changePatient({ nhsNumber, practice })
}

/** Practices whose systems the directory has for some interactions only, by what they lack. */
const LIMITED: Record<string, { practice: string; interactions: readonly string[] }> = {
  'a practice that cannot take large records in': { practice: 'A99911', interactions: [ACTION.request, ACTION.extract, ACTION.acknowledgement] },
  'a practice for which the directory has no place for records': { practice: 'A99912', interactions: [ACTION.request, ACTION.acknowledgement] },
}

/** What came with the record from Ashdown before, as the notes have it. */
async function comeWith(world: AssayWorld, name: string, how: { confidential?: true } = {}): Promise<void> {
  const { nhsNumber } = world.named(name)
  const { content, files } = notesOn(world)
  await lookAfter(world)
  const sent = files.map(({ title: _title, text: _text, ...file }) => file)
  const delivery = await world.hub.outside.spine.sendExtract({ nhsNumber, content, files: sent, ...how })
  if (delivery.response?.status !== 202) throw new Error(`Failed to make a record come: the candidate answered ${delivery.response?.status ?? delivery.failure}.`)
  await lookAfter(world)
}

function request(world: AssayWorld): SpineDelivery {
  const found = notesOn(world).deliveries.find(({ request: { headers } }) => headers['soapaction']?.includes(ACTION.request))
  if (!found) throw new Error('Failed to find the request: no step before this one asked for a record.')
  return found
}

Given('{word} has moved to Ashdown', async function (this: AssayWorld, name: string) {
  await move(this, name)
})

Given(/^(\w+) has moved to (a practice .+)$/, async function (this: AssayWorld, name: string, which: string) {
  const limited = LIMITED[which]
  if (!limited) throw new Error(`Failed to find what "${which}" means: add it to LIMITED.`)
  const { practice, interactions } = limited
  const known = await this.hub.outside.sds.listSystems({ organisation: practice })
  if (known.length === 0) await this.hub.outside.sds.putSystem({ organisation: practice, interactions: interactions.map((action) => `urn:nhs:names:services:gp2gp:${action}`) })
  await move(this, name, practice)
  this.notes.set('asking practice', practice)
})

When("that practice asks for {word}'s record", async function (this: AssayWorld, name: string) {
  await ask(this, name, { by: String(this.notes.get('asking practice')) })
})

Given('{word} has moved to Ashdown, and her/his record has been sent', async function (this: AssayWorld, name: string) {
  await move(this, name)
  await ask(this, name)
})

Given("a hospital letter is in {word}'s record", async function (this: AssayWorld, name: string) {
  const notes = notesOn(this)
  const file = fileOf(notes.word)
  notes.files = [file]
  notes.content = { documents: [documentEntry(file)] }
  await comeWith(this, name)
})

Given("a very large hospital letter is in {word}'s record", async function (this: AssayWorld, name: string) {
  const notes = notesOn(this)
  const file = fileOf(notes.word, { bytes: VERY_LARGE })
  notes.files = [file]
  notes.content = { documents: [documentEntry(file)] }
  await comeWith(this, name)
})

Given("{word}'s record had come from Ashdown with an allergy that it could not code", async function (this: AssayWorld, name: string) {
  const notes = notesOn(this)
  const { kind: _kind, ...allergy } = ENTRIES.degraded
  notes.content = { ...notes.content, allergies: [allergy] }
  await comeWith(this, name)
})

Given("{word}'s record had come from Ashdown, confidential entries marked", async function (this: AssayWorld, name: string) {
  await comeWith(this, name, { confidential: true })
})

When("Ashdown asks for {word}'s record", async function (this: AssayWorld, name: string) {
  await ask(this, name)
})

When("Ashdown asks for {word}'s record in a request that is not whole", async function (this: AssayWorld, name: string) {
  await ask(this, name, { flaw: 'no-request-id' })
})

When('Ashdown lets the files come', async function (this: AssayWorld) {
  delivered(this, await this.hub.outside.spine.letContinue({ nhsNumber: this.person!.nhsNumber }))
  await lookAfter(this)
})

When("Ashdown says that it has taken {word}'s record over", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  delivered(this, await this.hub.outside.spine.acknowledge({ nhsNumber, of: 'extract', typeCode: 'AA' }))
  await lookAfter(this)
})

/** What Ashdown says of a record that it was sent, in words, and the code that says so. */
const SAID: Record<string, string> = {
  'it was here already': '12',
  'it is kept apart': '15',
  'it is filed as a file': '26',
  'nobody asked for it': '09',
  'that system is not set up for it': '13',
  "it is somebody else's": '17',
  'it cannot be read': '21',
  'not all came in time': '25',
  "it is the wrong patient's": '28',
  'its parts do not fit': '29',
  'a large record has failed': '30',
  'files are missing': '31',
  'something unexpected happened': '99',
}

When(/^Ashdown says of (\w+)'s record: (.+)$/, async function (this: AssayWorld, name: string, what: string) {
  const code = SAID[what]
  if (code === undefined) throw new Error(`Failed to find what "${what}" means: add it to SAID.`)
  const { nhsNumber } = this.named(name)
  delivered(this, await this.hub.outside.spine.acknowledge({ nhsNumber, of: 'extract', typeCode: 'AE', code }))
  await lookAfter(this)
})

When("Ashdown says that it could not take {word}'s record over", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  delivered(this, await this.hub.outside.spine.acknowledge({ nhsNumber, of: 'extract', typeCode: 'AE', code: '11' }))
  await lookAfter(this)
})

Then("Ashdown gets {word}'s record once, in answer to its request", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  const { messageId, conversationId } = request(this)
  await this.check(ensureRecordSent, { nhsNumber, practice: this.practice, to: ASHDOWN, messageId, conversationId })
})

Then('the record tells of the allergy to aspirin, marked as kept in confidence', async function (this: AssayWorld) {
  await this.check(ensureMarks, { nhsNumber: this.person!.nhsNumber, words: ['Aspirin'], marked: true })
})

Then('the record tells of the allergy to penicillin, and of no mark', async function (this: AssayWorld) {
  await this.check(ensureMarks, { nhsNumber: this.person!.nhsNumber, words: [ENTRIES.penicillin.term], marked: false })
})

Then('the record tells of everything that came, each entry still marked', async function (this: AssayWorld) {
  const { asthma, penicillin, repeat, ended } = ENTRIES
  await this.check(ensureMarks, { nhsNumber: this.person!.nhsNumber, words: [asthma.term, penicillin.term, repeat.term, ended.term, visitWords(notesOn(this).word)], marked: true, mark: 'NOPAT' })
})

Then('the record tells of the ferritin result, with its number and unit', async function (this: AssayWorld) {
  await this.check(ensureTold, { nhsNumber: this.person!.nhsNumber, expected: ['Serum ferritin', '4.2 ng/mL'].map((words) => ({ words })) })
})

Then('the record tells of the {vaccine} vaccine', async function (this: AssayWorld, { product }: Vaccine) {
  await this.check(ensureTold, { nhsNumber: this.person!.nhsNumber, expected: [{ words: product.term }] })
})

Then('the record tells of {medicine} on repeat, and has the letter {string}', async function (this: AssayWorld, medicine: MedicineName, letter: string) {
  const { code, term } = MEDICINES[medicine]
  const { nhsNumber } = this.person!
  await this.check(ensureTold, { nhsNumber, expected: [{ code, words: term }, { words: letter }] })
  await this.check(ensureFileSent, { nhsNumber, text: `${letter}: dear colleague, thank you for referring this patient.` })
})

Then('the record tells of the allergy to penicillin', async function (this: AssayWorld) {
  const { code, term } = ENTRIES.penicillin
  await this.check(ensureTold, { nhsNumber: this.person!.nhsNumber, expected: [{ code, words: term }] })
})

Then('the record tells of everything that came, in the words in which it came', async function (this: AssayWorld) {
  const { asthma, degraded, repeat, ended } = ENTRIES
  const coded = [asthma, repeat, ended].map(({ code, term }) => ({ code, words: term }))
  await this.check(ensureTold, { nhsNumber: this.person!.nhsNumber, expected: [...coded, { words: degraded.term }, { words: visitWords(notesOn(this).word) }] })
})

Then("the letter goes with {word}'s record, as it came", async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureFileSent, { nhsNumber, text: notesOn(this).files[0]!.text })
})

Then('no file goes to Ashdown yet', async function (this: AssayWorld) {
  await this.check(ensureHeldBack, { nhsNumber: this.person!.nhsNumber })
})

Then('the letter comes to Ashdown whole, put together as the record says', async function (this: AssayWorld) {
  await this.check(ensureFileSent, { nhsNumber: this.person!.nhsNumber, text: notesOn(this).files[0]!.text })
})

/** Why a record is refused, in words, and the code that says so. */
const REFUSALS: Record<string, string> = {
  'the patient is not at this surgery': '06',
  'the request cannot be understood': '18',
  "it is not the patient's practice": '19',
  'a national service has failed': '20',
  'this system does not send records': '07',
  'it cannot take large records in': '14',
  'the directory does not have its system': '24',
}

Then('Ashdown hears that the large record could not be sent', async function (this: AssayWorld) {
  const { messageId, conversationId } = request(this)
  await this.check(ensureTransferAcknowledged, { nhsNumber: this.person!.nhsNumber, messageId, conversationId, sent: notesOn(this).deliveries.map((delivery) => delivery.messageId), expected: { code: '30' } })
})

Then(/^(?:Ashdown|that practice) is refused the record, since (.+)$/, async function (this: AssayWorld, why: string) {
  const code = REFUSALS[why]
  if (code === undefined) throw new Error(`Failed to find what "${why}" means: add it to REFUSALS.`)
  const { nhsNumber } = this.person!
  const { messageId, conversationId } = request(this)
  await this.check(ensureTransferAcknowledged, { nhsNumber, messageId, conversationId, sent: notesOn(this).deliveries.map((delivery) => delivery.messageId), expected: { code } })
  await this.check(ensureNoRecordSent, { conversationId })
})

Then(/^the practice sees that Ashdown (has|does not have) (\w+)'s record$/, async function (this: AssayWorld, has: string, name: string) {
  this.named(name)
  const [transfer] = (await transfersSeen(this)).filter(({ direction }) => direction === 'out')
  await this.check(ensureStands, { state: transfer?.state, expected: has === 'has' ? 'accepted' : 'rejected' })
})

const extractsIn = (messages: readonly SpineMessage[]) => messages.filter(({ action }) => action.startsWith('RCMR_IN03'))

/**
 * The record goes once to the practice that asked, about the patient it asked for, naming the request that it answers.
 * Source: RCMR_IN030000UK06, EHR extract.
 */
const ensureRecordSent = check(
  'the record is sent to whoever asked for it',
  async ({ outside, calls }, { nhsNumber, practice, to, messageId, conversationId }: { nhsNumber: string; practice: string; to: string; messageId: string; conversationId: string }) => {
    const extracts = extractsIn(await outside.spine.listSent({ conversationId }))
    const at = (await calls({ service: 'spine', subject: nhsNumber, from: 'beginning' })).at(-1)
    const [extract] = extracts
    if (!extract) return finding('it is not sent', { expected: 'an extract', seen: 'none', at })
    const { facts } = extract
    return [
      extracts.length > 1 && finding('sent more than once', { expected: '1 extract', seen: extracts.length, at }),
      facts.nhsNumber !== nhsNumber && finding('about another patient', { expected: nhsNumber, seen: facts.nhsNumber ?? 'nobody', at }),
      facts.author !== practice && finding('in the name of another practice', { expected: practice, seen: facts.author ?? 'nobody', at }),
      facts.destination !== undefined && facts.destination !== to && finding('for another practice', { expected: to, seen: facts.destination, at }),
      extract.refToMessageId !== messageId && finding('it does not answer the request', { expected: messageId, seen: extract.refToMessageId ?? 'nothing', at }),
    ]
  },
)

const ensureNoRecordSent = check('nothing of the record is sent', async ({ outside }, { conversationId }: { conversationId: string }) =>
  extractsIn(await outside.spine.listSent({ conversationId })).map(() => finding('it is sent', { expected: 'no extract', seen: 'an extract' })),
)

const ensureTold = check('the record says what is held', async ({ outside }, { nhsNumber, expected }: { nhsNumber: string; expected: readonly { code?: string; words: string }[] }) => {
  const statements = extractsIn(await outside.spine.listSent({ about: nhsNumber })).at(-1)?.facts.statements ?? []
  return expected.map(({ code, words }) => !statements.some((each) => (code === undefined || each.code === code) && each.text.includes(words)) && finding('it does not say so', { expected: code === undefined ? words : `${code} ${words}`, seen: statements.map((each) => each.text.slice(0, 80)) }))
})

/**
 * What is kept from somebody is marked so wherever it goes, and nothing else is. Which mark is free where none is named: only NOPAT is
 * published. Such a record has an interaction of its own. Source: RCMR_IN030000UK07, confidentialityCode.
 */
const ensureMarks = check('what is kept in confidence is marked so', async ({ outside }, { nhsNumber, words, marked, mark }: { nhsNumber: string; words: readonly string[]; marked: boolean; mark?: string }) => {
  const extract = extractsIn(await outside.spine.listSent({ about: nhsNumber })).at(-1)
  if (!extract) return finding('no record was sent', { expected: 'an extract', seen: 'none' })
  const found: Found[] = words.map((each) => {
    const statements = extract.facts.statements?.filter(({ text, kind }) => text.includes(each) && kind !== 'CompoundStatement') ?? []
    if (statements.length === 0) return finding(`"${each}" is not in the record`, { expected: each, seen: extract.facts.statements?.map(({ text }) => text.slice(0, 80)) })
    const marks = statements.flatMap(({ confidentiality = [] }) => confidentiality)
    const right = marked ? statements.every(({ confidentiality = [] }) => (mark === undefined ? confidentiality.length > 0 : confidentiality.includes(mark))) : marks.length === 0
    return !right && finding(`"${each}" is ${marked ? 'not marked' : 'marked'}`, { expected: marked ? (mark ?? 'a confidentialityCode') : 'no mark', seen: marks.join(', ') || 'none' })
  })
  return [...found, marked && extract.action !== 'RCMR_IN030000UK07' && finding('in an interaction that has no marks', { expected: 'RCMR_IN030000UK07', seen: extract.action })]
})

const ensureHeldBack = check('files that are too large wait until they may go', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const sent = await outside.spine.listSent({ about: nhsNumber })
  const extract = extractsIn(sent).at(-1)
  const fragments = sent.filter(({ facts }) => facts.part === 'fragment')
  return [
    fragments.length > 0 && finding('they have gone', { expected: 'none', seen: fragments.length }),
    extract && !extract.references.some(({ href }) => href.startsWith('mid:')) && finding('the record does not name what comes after it', { expected: 'a reference to another message', seen: extract.references.map(({ href }) => href) }),
  ]
})

/** A file as it can be put together from the extract and the messages after it, and whether an entry of the record refers to it. */
const ensureFileSent = check('the file is whole at the other practice', async ({ outside }, { nhsNumber, text }: { nhsNumber: string; text: string }) => {
  const sent = await outside.spine.listSent({ about: nhsNumber })
  const extract = extractsIn(sent).at(-1)
  if (!extract) return finding('no record was sent', { expected: 'an extract', seen: 'none' })
  const wanted = createHash('sha256').update(text).digest('hex')
  const found: Found[] = []
  for (const reference of extract.references.slice(1)) {
    const file = await fileBehind(outside.spine.readSent, sent, extract, reference.href, reference.described['OriginalBase64'] === 'Yes')
    if (file && createHash('sha256').update(file).digest('hex') === wanted) {
      const named = extract.facts.statements?.some(({ document }) => document?.endsWith(`/${reference.described['Filename'] ?? ''}`))
      return [...found, !named && finding('no entry of the record refers to the file', { expected: reference.described['Filename'], seen: extract.facts.statements?.flatMap(({ document }) => document ?? []) })]
    }
  }
  return finding('it is not there, or not whole', { expected: `a file of ${text.length} bytes`, seen: extract.references.slice(1).map(({ href, described }) => ({ href, ...described })) })
})

type ReadSent = (args: { messageId: string }) => Promise<{ references: { href: string }[]; contents: Record<string, string>; attachments: { contentId: string; encoded: boolean }[] }>

async function fileBehind(readSent: ReadSent, sent: readonly SpineMessage[], message: SpineMessage, href: string, original: boolean): Promise<Buffer | undefined> {
  const pieces = await piecesBehind(readSent, sent, message, href)
  if (!pieces) return undefined
  const whole = Buffer.concat(pieces.map(({ bytes }) => bytes))
  return original && !pieces.every(({ encoded }) => encoded) ? Buffer.from(whole.toString('latin1'), 'base64') : whole
}

async function piecesBehind(readSent: ReadSent, sent: readonly SpineMessage[], { messageId }: SpineMessage, href: string): Promise<{ bytes: Buffer; encoded: boolean }[] | undefined> {
  const id = href.slice(4)
  if (href.startsWith('cid:')) {
    const { contents, attachments } = await readSent({ messageId })
    const encoded = attachments.find(({ contentId }) => contentId === id)?.encoded === true
    return contents[id] === undefined ? undefined : [{ bytes: Buffer.from(contents[id], 'base64'), encoded }]
  }
  const next = sent.find((each) => each.messageId === id.replace(/@spine\.nhs\.uk$/, ''))
  if (!next) return undefined
  const pieces = []
  for (const reference of next.references.slice(1)) {
    const behind = await piecesBehind(readSent, sent, next, reference.href)
    if (!behind) return undefined
    pieces.push(...behind)
  }
  return pieces
}

const ensureStands = check('the practice sees how the transfer stands', (_sight, { state, expected }: { state: string | undefined; expected: string }) => state !== expected && finding('it stands otherwise', { expected, seen: state ?? 'no transfer' }))
