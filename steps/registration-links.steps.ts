import { defineParameterType, Given, Then, When } from '@cucumber/cucumber'
import type { LinkTransaction } from '../candidate/port/registration-links.ts'
import { readInterchange } from '../config/edifact/read-edifact.ts'
import type { Written } from '../config/edifact/write-edifact.ts'
import { loadWorld } from '../config/world.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureFp69, ensureNumbersFollow, ensureReceipt, ensureTransactionSent, ensureTransactionShown } from './checks/ensure-registration.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { eightDigits, expectedLines, following, gpOf, nextNumber, OUTGOING, postFromAuthority, receiptMessage, registrationMessage, type AuthorityMessage, type IncomingType } from './support/registration-links.ts'
import { onTheWall } from './support/practice-clock.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

/** Who looks how things stand. */
const DESK = 'receptionist'

/** What the authority is told, by the words that scenarios use. `surname` stands for a new one. */
const TRANSACTIONS: Record<string, LinkTransaction> = {
  'that {} was born here': { kind: 'acceptance', acceptanceType: '1', birthPlace: 'Llanfair-ym-Muallt', drugsDispensed: 'Y' },
  'that {} has come from another practice': { kind: 'acceptance', acceptanceType: '3', previousGp: "Dr D'Souza", previousAddress: 'Horsforth\nLeeds', notes: 'Lives with her daughter: 2 + 1?' },
  'that {} has come into the country': { kind: 'acceptance', acceptanceType: '4', birthPlace: 'Málaga', dateOfEntry: '2026-08-06', dateOfExit: '1998-03-05' },
  'that {} has another name and address': { kind: 'amendment', surname: "Patterson-O'Brien", previousSurname: 'Smythe', forename: '%', drugsDispensed: '%', address: 'Holly Cottage\n12 Long Lane\n\nBromley\nKent', postcode: 'BR5 4ER' },
  'that {} lives too far away': { kind: 'removal', notes: 'Patient now lives 24 miles from practice' },
  'that {} has died': { kind: 'deduction', reasonCode: '1', date: '2026-11-20', notes: 'Died on holiday in Majorca' },
}

const words = (name: string) => Object.keys(TRANSACTIONS).map((each) => each.replace('{}', name)).join('|')
const told = (sentence: string, name: string): LinkTransaction => TRANSACTIONS[sentence.replace(name, '{}')]!
defineParameterType({ name: 'told', regexp: new RegExp(words('[A-Z]\\w+')), transformer: (sentence: string) => sentence })

const nameIn = (sentence: string) => /[A-Z]\w+/.exec(sentence)![0]

async function tell(world: AssayWorld, persona: string, sentence: string): Promise<void> {
  const name = nameIn(sentence)
  world.named(name)
  const transaction = told(sentence, name)
  world.notes.set('transaction', transaction)
  world.answer = await world.candidate.registrationLinks.send(await world.actAs(persona), world.patient.view.id, transaction)
}

const shown = async (world: AssayWorld) => must(await world.candidate.registrationLinks.ofPatient(await world.behindTheScenes(DESK), world.patient.view.id), 'show what the registration authority was told')
const transactionOf = (world: AssayWorld) => world.notes.get('transaction') as LinkTransaction
const allTasks = async (world: AssayWorld) => must(await world.candidate.tasks.all(await world.behindTheScenes(DESK)), 'show what is to be done')
const openTasks = async (world: AssayWorld) => must(await world.candidate.tasks.open(await world.behindTheScenes(DESK), world.patient.view.id), 'show the tasks')
const registrationsOf = async (world: AssayWorld) => must(await world.candidate.demographics.registrations(await world.behindTheScenes(DESK), world.patient.view.id), 'show the registrations')

/** How the authority knows the GP who answers for the patient. */
async function gp(world: AssayWorld): Promise<string> {
  const [registration] = await registrationsOf(world)
  const member = loadWorld().staff.find(({ id }) => id === registration?.accountableGp)
  return gpOf(member?.professionalCodes['gmc'] ?? '')
}

// What the practice tells

When('the {persona} tells the registration authority {told}', async function (this: AssayWorld, persona: string, sentence: string) {
  await tell(this, persona, sentence)
})

Given('the {persona} has told the registration authority {told}', async function (this: AssayWorld, persona: string, sentence: string) {
  await tell(this, persona, sentence)
  await this.check(ensureDone, { answer: this.answer })
  await this.candidate.aids.collectMessages()
})

When('the {persona} tells the registration authority that {word} has come from another practice, and not from which', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.notes.set('transaction', { kind: 'acceptance', acceptanceType: '3' })
  this.answer = await this.candidate.registrationLinks.send(await this.actAs(persona), this.patient.view.id, transactionOf(this))
})

When('the registration authority asks for it again, and the {persona} sends it again', async function (this: AssayWorld, persona: string) {
  const { number } = (await shown(this)).transactions[0] ?? { number: '' }
  this.answer = await this.candidate.registrationLinks.sendAgain(await this.actAs(persona), this.patient.view.id, number)
  await this.candidate.aids.collectMessages()
})

Given('MESH {trouble} when the registration authority is next told of {word}', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'mesh', operation: 'send-message', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given('the registration authority does not collect what it was told of {word}', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  const { mailbox } = loadWorld().registrationLinks.authority
  for (const { id, type } of await this.hub.outside.mesh.listMessages({ to: mailbox, about: nhsNumber })) if (type === 'DATA') await this.hub.outside.mesh.expire({ id })
})

Then('the registration authority is told so once, in full', async function (this: AssayWorld) {
  const transaction = transactionOf(this)
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureTransactionSent, { type: OUTGOING[transaction.kind], nhsNumber: this.patient.nhsNumber, lines: expectedLines(transaction, this.patient, onTheWall(Date.now()).date), gp: await gp(this) })
})

Then('the registration authority is told nothing of {word}', async function (this: AssayWorld, name: string) {
  this.named(name)
  const transaction = transactionOf(this)
  await this.check(ensureTransactionSent, { type: OUTGOING[transaction.kind], nhsNumber: this.patient.nhsNumber, lines: [], gp: '', times: 0 })
})

Then('the numbers of what was sent follow each other', async function (this: AssayWorld) {
  await this.check(ensureNumbersFollow, {})
})

Then('the very interchange has come to the registration authority {int} time(s)', async function (this: AssayWorld, times: number) {
  await this.check(ensureInterchanges, { nhsNumber: this.patient.nhsNumber, times })
})

/** An interchange that is sent again is the same, down to its numbers: the authority knows it by them. */
const ensureInterchanges = check('the same interchange comes again, and only when it is asked for', async ({ outside }, { nhsNumber, times }: { nhsNumber: string; times: number }) => {
  const { mailbox } = loadWorld().registrationLinks.authority
  const texts = (await outside.mesh.listMessages({ to: mailbox, workflowId: 'NHAIS_REG' })).filter(({ type, text }) => type === 'DATA' && text.includes(`${nhsNumber}:OPI`)).map(({ text }) => text)
  return [
    texts.length !== times && finding('more or less often', { expected: times, seen: texts.length }),
    new Set(texts).size > 1 && finding('not the same', { expected: 'one interchange', seen: texts.map((text) => readInterchange(text)?.reference ?? 'unreadable') }),
  ]
})

Then('the user is told that the GP before must be named', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /GP|practice|before|previous/i })
})

Then('the user is told that registrations are not for them', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-permitted'], mentions: /permi|allow|role|may not/i })
})

// What the authority tells

interface Posted {
  number: number
  references: string[]
  messages: string[]
  about: string
}
const postedBy = (world: AssayWorld) => world.notes.get('from the authority') as Posted

/** Sends messages of the authority in its next interchange. */
async function hear(world: AssayWorld, messages: AuthorityMessage[], { about, cut = false }: { about: string; cut?: boolean }): Promise<void> {
  const number = await nextNumber(world)
  const code = await gp(world)
  const references = messages.map((_, at) => eightDigits(number === 1 ? at + 1 : number - messages.length + at))
  const posted: Posted = { number, references, messages: messages.map((message, at) => registrationMessage(references[at]!, message, code)), about }
  world.notes.set('from the authority', posted)
  await postFromAuthority(world, { ...posted, cut })
}

/** When the authority takes patients off the list. */
const DEDUCTED_ON = '2026-11-15'

/** Numbers of the authority's own transactions are its own affair. */
const anyNumber = (world: AssayWorld) => 1 + world.make.pick(9_000_000)
const about = ({ nhsNumber }: { nhsNumber: string }): Written[] => [['S02', '2'], ['PNA', 'PAT', [nhsNumber, 'OPI']]]
const RGI = (text: string): Written => ['FTX', 'RGI', '', '', text]

/** What the authority tells of a patient, by the words that scenarios use. */
const HEARD: Record<string, { type: IncomingType; lines: (person: { nhsNumber: string; national: { family: string } }) => Written[] }> = {
  'has deducted {}, who has moved to another area': { type: 'F2', lines: (person) => [['NAD', 'NFH', ['COV', '954']], ['GIS', ['2', 'ZZZ']], ['DTM', ['961', DEDUCTED_ON.replaceAll('-', ''), '102']], ...about(person)] },
  'has changed the address of {}': { type: 'F1', lines: (person) => [...about(person), ['NAD', 'PAT', '', ['?', '136 HIGH STREET', '', 'BROMLEY', 'KENT'], '', '', '', '', 'BR11 5RE']] },
  'has given notice that {} may have moved away': { type: 'F9', lines: (person) => [['HEA', 'FRN', ['8', 'ZZZ']], ['DTM', ['962', '20270525', '102']], RGI('PATIENT THOUGHT TO BE IN SCOTLAND'), ['S02', '2'], ['PNA', 'PAT', [person.nhsNumber, 'OPI'], '', '', ['SU', person.national.family.toUpperCase()]]] },
  'has withdrawn its notice about {}': { type: 'F10', lines: about },
  'has refused to take {} off the list': { type: 'F11', lines: (person) => [RGI('PATIENT KNOWN BY HA GENERAL MANAGER'), ...about(person)] },
}
const heardWords = (name: string) => Object.keys(HEARD).map((each) => each.replace('{}', name)).join('|')

Given(new RegExp(`^the registration authority (${heardWords('[A-Z]\\w+')})$`), async function (this: AssayWorld, sentence: string) {
  const name = nameIn(sentence)
  const person = this.named(name)
  const { type, lines } = HEARD[sentence.replace(name, '{}')]!
  await hear(this, [{ type, number: anyNumber(this), lines: lines(person) }], { about: person.nhsNumber })
})

/** The number under which the practice's transaction is known. */
const ownNumber = async (world: AssayWorld) => Number((await shown(world)).transactions[0]?.number ?? Number.NaN)

Given('the registration authority has approved the acceptance', async function (this: AssayWorld) {
  await hear(this, [{ type: 'F4', number: await ownNumber(this), lines: about(this.patient) }], { about: this.patient.nhsNumber })
})

Given('the registration authority has rejected the acceptance', async function (this: AssayWorld) {
  await hear(this, [{ type: 'F3', number: await ownNumber(this), lines: [RGI("WRONG HA - TRY SURREY? DON'T ASK: 1+1")] }], { about: this.patient.nhsNumber })
})

Given('the registration authority has deducted somebody whom the practice does not know', async function (this: AssayWorld) {
  const stranger = { nhsNumber: this.make.nhsNumber(), national: { family: '' } }
  this.notes.set('stranger', stranger.nhsNumber)
  await hear(this, [{ type: 'F2', number: anyNumber(this), lines: HEARD['has deducted {}, who has moved to another area']!.lines(stranger) }], { about: stranger.nhsNumber })
})

/** The last day of a quarter: of another year in every run, since a quarter is closed once. */
const quarterOf = (world: AssayWorld): string => `${2026 + ((world.parameters.setup.seed - 1) % 50)}-12-31`

Given('the registration authority has closed the quarter', async function (this: AssayWorld) {
  await hear(this, [{ type: 'F8', number: anyNumber(this), lines: [['GIS', ['Q', 'ZZZ']]], ends: quarterOf(this) }], { about: this.patient.nhsNumber })
})

Given('the registration authority has sent a message of a kind that there is not, and one that {word} has been deducted', async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  const deduction = { type: 'F2', number: anyNumber(this), lines: HEARD['has deducted {}, who has moved to another area']!.lines(person) }
  await hear(this, [{ type: 'F7', number: anyNumber(this), lines: about(person) }, deduction], { about: person.nhsNumber })
})

Given('the registration authority has deducted {word} in an interchange that is cut off', async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await hear(this, [{ type: 'F2', number: anyNumber(this), lines: HEARD['has deducted {}, who has moved to another area']!.lines(person) }], { about: person.nhsNumber, cut: true })
})

Given('the same interchange of the registration authority has come again', async function (this: AssayWorld) {
  await postFromAuthority(this, postedBy(this))
})

Given('an interchange of the registration authority was lost before one that {word} has been deducted', async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  const lost = await nextNumber(this)
  const number = following(lost)
  const reference = eightDigits(number)
  const message = registrationMessage(reference, { type: 'F2', number: anyNumber(this), lines: HEARD['has deducted {}, who has moved to another area']!.lines(person) }, await gp(this))
  const posted: Posted = { number, references: [reference], messages: [message], about: person.nhsNumber }
  this.notes.set('lost', lost)
  this.notes.set('from the authority', posted)
  await postFromAuthority(this, posted)
})

Given(/^the registration authority has said that it could (read|not read) what it was told of (\w+)$/, async function (this: AssayWorld, how: string, name: string) {
  const { nhsNumber } = this.named(name)
  const { mailbox } = loadWorld().registrationLinks.authority
  const sent = (await this.hub.outside.mesh.listMessages({ to: mailbox, workflowId: 'NHAIS_REG' })).map(({ text }) => ({ text, interchange: readInterchange(text) })).find(({ text }) => text.includes(`${nhsNumber}:OPI`))
  const number = await nextNumber(this)
  const message = receiptMessage(eightDigits(number), { interchange: sent?.interchange?.reference ?? '', messages: [{ number: sent?.interchange?.messages[0]?.reference ?? '', fate: how === 'read' ? 'CP' : 'CA' }] }, await gp(this))
  await postFromAuthority(this, { number, messages: [message], about: nhsNumber, receipt: true })
})

/** How a scenario words a receipt, with what it says of each message. */
const RECEIPTS: Record<string, { whole: 'OK' | 'ER' | 'NA'; fates: readonly string[] }> = {
  'that all of it could be read': { whole: 'OK', fates: ['CP'] },
  'that the first of its messages could not be read': { whole: 'ER', fates: ['CA', 'CP'] },
  'that nothing of it could be read': { whole: 'NA', fates: ['CI'] },
}

Then(new RegExp(`^the registration authority gets one receipt (${Object.keys(RECEIPTS).join('|')})$`), async function (this: AssayWorld, sentence: string) {
  const { number, references } = postedBy(this)
  const { whole, fates } = RECEIPTS[sentence]!
  await this.check(ensureReceipt, { reference: eightDigits(number), whole, fates: fates.map((fate, at) => `${references[at]} ${fate}`) })
})

Then(/^the (acceptance|removal|deduction) is shown as (sent|received|approved|rejected|doubtful)(?:, because "(.*)")?$/, async function (this: AssayWorld, kind: string, state: string, because: string | undefined) {
  await this.check(ensureTransactionShown, { shown: (await shown(this)).transactions, kind, state, ...(because !== undefined && { mentions: new RegExp(because.replaceAll(/[^\w\s]/g, '\\$&')) }) })
})

Then("{word} has been off the practice's list since the day that the authority gave", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureRegistrationEnded, { endedOn: (await registrationsOf(this))[0]?.endedOn, expected: DEDUCTED_ON })
})

const ensureRegistrationEnded = check('the registration ended on the day that the authority gave', (_sight, { endedOn, expected }: { endedOn: string | undefined; expected: string }) =>
  endedOn !== expected && finding('it did not', { expected, seen: endedOn ?? 'still registered' }),
)

Then("{word}'s GP is asked to see to what is still open", async function (this: AssayWorld, name: string) {
  this.named(name)
  const [registration] = await registrationsOf(this)
  const member = loadWorld().staff.find(({ id }) => id === registration?.accountableGp)
  await this.check(ensureTask, { tasks: await openTasks(this), mentions: new RegExp(`${member?.family ?? 'the GP'}[\\s\\S]*(off the list|deducted)`, 'i') })
})

Then('the practice has a task about {word} that says {string}', async function (this: AssayWorld, name: string, text: string) {
  this.named(name)
  await this.check(ensureTask, { tasks: await openTasks(this), mentions: new RegExp(text.replaceAll(/[^\w\s]/g, '\\$&'), 'i') })
})

Then('the practice has no task about {word} that says {string}', async function (this: AssayWorld, name: string, text: string) {
  this.named(name)
  await this.check(ensureNoTask, { tasks: await openTasks(this), mentions: new RegExp(text.replaceAll(/[^\w\s]/g, '\\$&'), 'i') })
})

Then('the practice has a task that names the stranger', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(String(this.notes.get('stranger'))) })
})

Then('the practice has a task that names the interchange that was lost', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`interchanges?\\b.*\\b0*${String(this.notes.get('lost'))}\\b`, 'i') })
})

Then('the practice has a task that says the quarter is closed', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`quarter[\\s\\S]*${quarterOf(this)}`, 'i') })
})

Then('the practice has a task to ask the registration authority for it again', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`${eightDigits(postedBy(this).number)}[\\s\\S]*(could not|cannot) be read`, 'i') })
})

Then('staff see that the registration authority believes {word} to be gone, and until when she may answer', async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureFp69, { flags: (await shown(this)).flags, expected: { reason: '8', expires: '2027-05-25', text: 'PATIENT THOUGHT TO BE IN SCOTLAND' } })
})

Then('staff see no mark of the registration authority on {word} any more', async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureFp69, { flags: (await shown(this)).flags, expected: undefined })
})
