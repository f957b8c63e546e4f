import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import type { ReportView } from '../candidate/port/documents.ts'
import { loadWorld } from '../config/world.ts'
import { check, finding } from './checks/check.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureAnswersWanted, ensureNothingSent, ensureOneMessage, ensureReportArrived, ensureReportAsPublished, ensureReportNamesSender, ensureReportReplaces, type SentReport } from './checks/ensure-report-sent.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { textAt } from './support/fhir-xml.ts'
import { SENDERS } from './support/letters.ts'
import { pdfOf } from './support/pdf.ts'
import { answerMessage, readReport } from './support/reports.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

const ASHDOWN = SENDERS['Ashdown']!
const WORKFLOW = 'GPFED_CONSULT_REPORT'
/** More than any part that is sent alone. */
const LARGE = 1_800_000

/** Who looks how things stand. */
const LOOKER = 'second GP'

const reportOf = (world: AssayWorld) => world.notes.get('report') as SentReport

/** Writes a report about somebody, as their national record has them. */
function write(world: AssayWorld, name: string, bytes?: number): SentReport {
  const { nhsNumber, national } = world.named(name)
  const { given, family, birthDate } = national
  const report = { file: pdfOf(`Seen because of chest pain. Reference ${world.make.word('report')}.`, bytes), about: { nhsNumber, given, family, birthDate }, recipient: ASHDOWN.mailbox }
  world.notes.set('report', report)
  return report
}

/** Has a persona send a report; what is said of the patient may differ from what is true. */
async function send(world: AssayWorld, persona: string, { file, about }: SentReport, said: { family?: string; replaces?: string } = {}): Promise<void> {
  const { nhsNumber, family, birthDate } = about
  world.answer = await world.candidate.documents.sendReport(await world.actAs(persona), { nhsNumber, family, birthDate, file: file.toString('base64'), ...said })
  if (world.answer.ok) world.notes.set('report id', (world.answer.value as ReportView).id)
}

const allTasks = async (world: AssayWorld) => must(await world.candidate.tasks.all(await world.behindTheScenes(LOOKER)), 'show what is to be done')
const inWords = ({ about }: SentReport, words: string) => new RegExp(`(?=[\\s\\S]*${about.nhsNumber})(?=[\\s\\S]*(${words}))`, 'i')

Given('MESH knows that {word} is registered at {sender}', async function (this: AssayWorld, name: string, sender: string) {
  const { nhsNumber, national } = this.named(name)
  await this.hub.outside.mesh.putPatient({ nhsNumber, birthDate: national.birthDate, surname: national.family, practice: SENDERS[sender]!.odsCode })
})

/** How a scenario words why MESH finds no practice. Source: GP Connect Messaging, errors. */
const NOT_FOUND = {
  'several mailboxes': 'manyMailboxes',
  'no mailbox': 'noMailbox',
  'an NHS number it rejects': 'invalidNhsNumber',
  'nobody under the number': 'nhsNumberNotFound',
  'other demographics': 'demographicsMismatch',
} as const

Given(new RegExp(`^MESH finds (${Object.keys(NOT_FOUND).join('|')}) for (\\w+)$`), async function (this: AssayWorld, why: keyof typeof NOT_FOUND, name: string) {
  const { nhsNumber, national } = this.named(name)
  await this.hub.outside.mesh.putPatient({ nhsNumber, birthDate: national.birthDate, surname: national.family, practice: ASHDOWN.odsCode, trouble: NOT_FOUND[why] })
})

Given('MESH {trouble} when the report about {word} is next sent', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'mesh', operation: 'send-message', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given('MESH takes the report about {word} and drops the connection before it says so', async function (this: AssayWorld, name: string) {
  await this.inject({ service: 'mesh', operation: 'send-message', subject: this.named(name).nhsNumber, kind: 'reset', processed: true })
})

Given('MESH {trouble} when the next part of the report about {word} is sent', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'mesh', operation: 'send-chunk', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given("the {persona} has sent a report of {word}'s consultation", async function (this: AssayWorld, persona: string, name: string) {
  const { file, about } = write(this, name)
  const { nhsNumber, family, birthDate } = about
  const sent = must(await this.candidate.documents.sendReport(await this.behindTheScenes(persona), { nhsNumber, family, birthDate, file: file.toString('base64') }), 'send a consultation report')
  this.notes.set('report id', sent.id)
  await this.candidate.aids.collectMessages()
})

When("the {persona} sends a report of {word}'s consultation", async function (this: AssayWorld, persona: string, name: string) {
  await send(this, persona, write(this, name))
})

When("the {persona} sends a large report of {word}'s consultation", async function (this: AssayWorld, persona: string, name: string) {
  await send(this, persona, write(this, name, LARGE))
})

When("the {persona} sends a report of {word}'s consultation with another surname", async function (this: AssayWorld, persona: string, name: string) {
  await send(this, persona, write(this, name), { family: this.make.familyName('Whitlock') })
})

When('the {persona} sends the same report again', async function (this: AssayWorld, persona: string) {
  await send(this, persona, reportOf(this))
  await this.candidate.aids.collectMessages()
})

When('the {persona} sends a corrected report in its place', async function (this: AssayWorld, persona: string) {
  await send(this, persona, write(this, this.person!.name), { replaces: String(this.notes.get('report id')) })
})

/** Has Ashdown answer with codes, to the report or to something else, and the practice collect what it says. */
async function answer(world: AssayWorld, codes: readonly string[], to?: string): Promise<void> {
  const { about, recipient } = reportOf(world)
  const [message] = await world.hub.outside.mesh.listMessages({ to: recipient, about: about.nhsNumber, workflowId: WORKFLOW })
  const headerId = to ?? textAt(message && readReport(message.text)?.header, 'id') ?? 'nothing'
  const mailbox = await world.hub.outside.mesh.mailboxOf({ odsCode: world.practice, workflowId: `${WORKFLOW}_ACK` })
  for (const code of codes) {
    await world.hub.outside.mesh.deliver({ from: recipient, to: mailbox, workflowId: `${WORKFLOW}_ACK`, text: answerMessage({ to: headerId, code, from: ASHDOWN }), subject: 'ITK response', localId: ASHDOWN.odsCode, about: about.nhsNumber })
  }
  await world.candidate.aids.collectMessages()
}

/** How a scenario words what a recipient answers. Source: ITK-ResponseCodes-1. */
const ANSWERS: Record<string, string[]> = {
  'that it came through and that she is a patient there': ['20013', '30001'],
  'that it came through and that she is not known': ['20013', '30002'],
  'only that it came through': ['20013'],
  'that the file cannot be opened': ['20005'],
}

When(new RegExp(`^Ashdown answers (${Object.keys(ANSWERS).join('|')})$`), async function (this: AssayWorld, words: string) {
  await answer(this, ANSWERS[words]!)
})

When('Ashdown answers something that was never sent', async function (this: AssayWorld) {
  await answer(this, ['20013', '30001'], randomUUID())
})

Given('Ashdown has collected it and says nothing', async function (this: AssayWorld) {
  const { about, recipient } = reportOf(this)
  for (const { id } of await this.hub.outside.mesh.listMessages({ to: recipient, about: about.nhsNumber })) await this.hub.outside.mesh.collected({ id })
})

When('seven days have passed', async function (this: AssayWorld) {
  await this.passTime(7 * 86_400)
})

Then("{word}'s report is with Ashdown, once and as it was written", async function (this: AssayWorld, _name: string) {
  await this.check(ensureReportArrived, { report: reportOf(this) })
})

Then('the message is made as Send Document demands', async function (this: AssayWorld) {
  await this.check(ensureReportAsPublished, { report: reportOf(this), practice: loadWorld().practice })
})

Then('the report names this practice with its code, name and telephone', async function (this: AssayWorld) {
  await this.check(ensureReportNamesSender, { report: reportOf(this), practice: loadWorld().practice })
})

Then('the recipient is asked for both answers, and to act on the report', async function (this: AssayWorld) {
  await this.check(ensureAnswersWanted, { report: reportOf(this) })
})

Then('whatever reached Ashdown about {word} is one and the same message', async function (this: AssayWorld, _name: string) {
  await this.check(ensureOneMessage, { report: reportOf(this) })
})

Then('Ashdown is told that the second takes the place of the first', async function (this: AssayWorld) {
  await this.check(ensureReportReplaces, { report: reportOf(this) })
})

Then('nothing about {word} has left the practice', async function (this: AssayWorld, name: string) {
  await this.check(ensureNothingSent, { nhsNumber: this.named(name).nhsNumber })
})

const ensureReportState = check('the sender sees what became of the report', (_sight, { view, state }: { view: ReportView; state: string }) => [
  view.state !== state && finding('shown otherwise', { expected: state, seen: `${view.state}${view.reason === undefined ? '' : ` (${view.reason})`}` }),
  (state === 'refused' || state === 'undelivered') && !view.reason && finding('it does not say why', { expected: 'a reason', seen: 'none' }),
])

Then(/^the GP sees that the report is (on its way|accepted|refused|undelivered|unanswered)$/, async function (this: AssayWorld, words: string) {
  const view = must(await this.candidate.documents.report(await this.behindTheScenes(LOOKER), String(this.notes.get('report id'))), 'show a report')
  await this.check(ensureReportState, { view, state: words === 'on its way' ? 'sent' : words })
})

Then("the practice has a task to tell {word}'s practice another way", async function (this: AssayWorld, _name: string) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: inWords(reportOf(this), 'not accepted|refused|rejected|not taken') })
})

Then("the practice has a task that says {word}'s report did not arrive", async function (this: AssayWorld, _name: string) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: inWords(reportOf(this), 'not delivered|undelivered|not arrive') })
})

Then("the practice has a task that says {word}'s report is not answered", async function (this: AssayWorld, _name: string) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: inWords(reportOf(this), 'not been answered|unanswered|no answer|not answered') })
})

Then("the practice has a task to find out what Ashdown's answer is about", async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`answer.*${ASHDOWN.mailbox}|${ASHDOWN.mailbox}.*answer`, 'i') })
})

const wasRefused = async (world: AssayWorld, mentions: RegExp) => world.check(ensureRefused, { answer: world.answer, reasons: ['rule', 'already-done', 'invalid', 'not-found'], mentions })

Then('the user is told that this very report went out before', async function (this: AssayWorld) {
  await wasRefused(this, /already/i)
})

Then("the user is told that the national record is somebody else's", async function (this: AssayWorld) {
  await wasRefused(this, /surname|name|date of birth|somebody else|another person/i)
})

Then('the user is told that she is registered here', async function (this: AssayWorld) {
  await wasRefused(this, /registered here|own patient/i)
})
