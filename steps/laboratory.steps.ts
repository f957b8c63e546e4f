import { defineParameterType, Given, Then, When } from '@cucumber/cucumber'
import type { ReportView } from '../candidate/port/laboratory.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureMessageIn } from './checks/ensure-letter-answered.ts'
import { ensureNhsack, type Told } from './checks/ensure-nhsack.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureCalled, ensureReportFiled, ensureReportNotFiled, ensureReportReplaced, ensureReportUnmatched, ensureReviewerIs, ensureSenderInTrail } from './checks/ensure-report.ts'
import { ensureOnScreen, ensureScreeningOnScreen } from './checks/ensure-report-on-screen.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { readTrail } from './support/audit-trail.ts'
import { FERRITIN, gmpCode, interchangeOf, LABORATORY, REPORTS, type InterchangeFlaw, type ReportFlaw, type SentInterchange, type SentReport } from './support/laboratory.ts'
import { ISSUED, reportOf, writeReport as write } from './support/sent-reports.ts'
import { must, type AssayWorld } from './world.ts'

/** Who looks how things stand in the record. */
const READER = 'second GP'

const MAILBOX = { laboratory: 'RZ9OT002', 'screening programme': 'YGM21OT001' } as const
const WORKFLOWS = { NHS002: 'PATH_MEDRPT_V2', NHS003: 'PATH_MEDRPT_V3', NHS004: 'SCRN_BCS_MEDRPT_V4' } as const

defineParameterType({ name: 'report', regexp: new RegExp(Object.keys(REPORTS).sort((a, b) => b.length - a.length).join('|')), transformer: (words: string) => words })

/** How scenarios word what is wrong with a report. */
const FLAWS: Record<string, ReportFlaw> = {
  'requester is not named': 'requester not named',
  'finding has no code': 'finding without a code',
  'finding has no words': 'finding without words',
  'test has no words': 'test without words',
  'test is left out': 'test without anything',
  'code is of an unknown list': 'code of an unknown list',
}
defineParameterType({ name: 'labFlaw', regexp: new RegExp(Object.keys(FLAWS).join('|')), transformer: (words: string) => FLAWS[words]! })

/** Puts an interchange with these reports into the practice's mailbox. */
async function post(world: AssayWorld, reports: SentReport[], change: Partial<SentInterchange> = {}): Promise<void> {
  const variant = reports[0]!.variant
  const interchange: SentInterchange = { reference: world.make.word('L').toUpperCase(), reports, acknowledge: true, ...change }
  const workflowId = WORKFLOWS[variant]
  const from = variant === 'NHS004' ? MAILBOX['screening programme'] : MAILBOX.laboratory
  const about = reports[0]!.about.nhsNumber ?? world.person!.nhsNumber
  const messageId = await world.hub.outside.mesh.deliver({
    from,
    to: await world.hub.outside.mesh.mailboxOf({ odsCode: world.practice, workflowId }),
    workflowId,
    text: interchangeOf(interchange, world.practice),
    about,
    references: [interchange.reference],
  })
  world.notes.set('interchange', { ...interchange, workflowId, mailbox: from, messageId, about })
}

const posted = (world: AssayWorld) => {
  const interchange = world.notes.get('interchange')
  if (!interchange) throw new Error('Failed to find the interchange: no step before this one sent any.')
  return interchange as SentInterchange & { workflowId: string; mailbox: string; messageId: string; about: string }
}

async function recordOf(world: AssayWorld, name: string): Promise<ReportView[]> {
  world.named(name)
  return must(await world.candidate.laboratory.ofPatient(await world.behindTheScenes(READER), world.patient.view.id), 'show the results of a patient')
}

const unmatched = async (world: AssayWorld) => must(await world.candidate.laboratory.unmatched(await world.behindTheScenes(READER)), 'show the results that are nobody’s')
const allTasks = async (world: AssayWorld) => must(await world.candidate.tasks.all(await world.behindTheScenes(READER)), 'show what is to be done')
const openTasks = async (world: AssayWorld) => must(await world.candidate.tasks.open(await world.behindTheScenes(READER), world.patient.view.id), 'show the tasks')
const literally = (text: string) => text.replaceAll(/[^\w]/g, '\\$&')

// What laboratories send

Given('the laboratory has sent {report} about {word}', async function (this: AssayWorld, kind: string, name: string) {
  await post(this, [write(this, name, REPORTS[kind])])
})

Given('the screening programme has sent {report} about {word}', async function (this: AssayWorld, kind: string, name: string) {
  await post(this, [write(this, name, REPORTS[kind])])
})

Given('the laboratory has sent {report} about {word}, and asks for no acknowledgement', async function (this: AssayWorld, kind: string, name: string) {
  await post(this, [write(this, name, REPORTS[kind])], { acknowledge: false })
})

Given('the laboratory has sent a result about {word} that the {persona} asked for', async function (this: AssayWorld, name: string, persona: string) {
  await post(this, [write(this, name, { requester: gmpCode(this.staff(persona).professionalCodes['din'] ?? '') })])
})

Given('the laboratory has sent a result about {word} that somebody elsewhere asked for', async function (this: AssayWorld, name: string) {
  await post(this, [write(this, name, { requester: 'G9999998' })])
})

/** What a report says of its patient that is not so, as a scenario words it. */
const MISTAKES: Record<string, (world: AssayWorld) => Partial<SentReport['about']>> = {
  'another surname': (world) => ({ family: world.make.familyName('Whitlock') }),
  'another date of birth': () => ({ birthDate: '1948-03-14' }),
  'no NHS number': () => ({ nhsNumber: undefined }),
}

Given(new RegExp(`^the laboratory has sent a result about (\\w+) with (${Object.keys(MISTAKES).join('|')})$`), async function (this: AssayWorld, name: string, mistake: string) {
  const report = write(this, name)
  report.about = { ...report.about, ...MISTAKES[mistake]!(this) }
  await post(this, [report])
})

Given('the laboratory has sent two results in one interchange: one about {word}, and one about {word} in which the {labFlaw}', async function (this: AssayWorld, good: string, bad: string, flaw: ReportFlaw) {
  const broken = write(this, bad, { flaw })
  this.notes.set('refused report', broken)
  await post(this, [write(this, good), broken])
})

Given('the laboratory has sent a result about {word} in which the {labFlaw}', async function (this: AssayWorld, name: string, flaw: ReportFlaw) {
  await post(this, [write(this, name, { flaw })])
})

Given('the screening programme has sent a result about {word} in which the {labFlaw}', async function (this: AssayWorld, name: string, flaw: ReportFlaw) {
  await post(this, [write(this, name, { ...REPORTS['a normal bowel screening result'], flaw })])
})

Given(/^the laboratory has sent a result about (\w+) in an interchange that (ends under another reference|has a message that ends under another reference|is no EDIFACT at all)$/, async function (this: AssayWorld, name: string, flaw: InterchangeFlaw) {
  await post(this, [write(this, name)], { flaw })
})

Given('the laboratory has sent the same interchange again', async function (this: AssayWorld) {
  const { reference, reports } = posted(this)
  await post(this, reports, { reference })
})

Given('the laboratory has sent the same report again in another interchange', async function (this: AssayWorld) {
  await post(this, [reportOf(this)])
})

/** A report under the number of the last, in its place. */
const again = (world: AssayWorld, name: string, change: Partial<SentReport>) => write(world, name, { number: reportOf(world).number, ...change })

Given('the laboratory has sent a corrected report about {word} in its place', async function (this: AssayWorld, name: string) {
  await post(this, [again(this, name, { issued: ISSUED.later, results: [{ ...FERRITIN, value: '110', status: 'CO' }] })])
})

Given('the laboratory has sent a supplementary report about {word} in its place', async function (this: AssayWorld, name: string) {
  const more = { test: { text: 'Transferrin saturation' }, value: '22', unit: '%', ranges: [{ low: '20', high: '50' }] }
  await post(this, [again(this, name, { issued: ISSUED.later, status: 'SR', results: [{ ...FERRITIN, value: '12' }, more] })])
})

Given('the laboratory has sent a report about {word} that was issued earlier under the same number', async function (this: AssayWorld, name: string) {
  await post(this, [again(this, name, { issued: ISSUED.earlier, results: [{ ...FERRITIN, value: '9' }] })])
})

Given('the laboratory has sent a report about {word} under the same number', async function (this: AssayWorld, name: string) {
  await post(this, [again(this, name, { issued: ISSUED.later, results: [{ ...FERRITIN, value: '77' }] })])
})

Given('the mailbox of the laboratory takes no acknowledgement about {word}', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  for (const { id, type } of await this.hub.outside.mesh.listMessages({ to: MAILBOX.laboratory, about: nhsNumber })) if (type === 'DATA') await this.hub.outside.mesh.expire({ id })
})

// The practice

When('the {persona} says that the report has been reviewed', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  const { number } = reportOf(this)
  const report = (await recordOf(this, this.patient.name)).find((each) => each.number === number && each.state !== 'replaced')
  this.answer = await this.candidate.laboratory.review(session, report?.id ?? '0')
})

Given('the {persona} has reviewed the report', async function (this: AssayWorld, persona: string) {
  const { number } = reportOf(this)
  const report = (await recordOf(this, this.patient.name)).find((each) => each.number === number)
  must(await this.candidate.laboratory.review(await this.behindTheScenes(persona), report?.id ?? '0'), 'take a report as reviewed')
})

When("the {persona} looks at {word}'s results", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.laboratory.ofPatient(await this.actAs(persona), this.patient.view.id)
})

When('the {persona} puts that report into {word}’s record', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const session = await this.actAs(persona)
  const { number } = reportOf(this)
  const report = (await unmatched(this)).find((each) => each.number === number)
  this.answer = await this.candidate.laboratory.match(session, report?.id ?? '0', this.patient.view.id)
})

// What then holds

const STATES: Record<string, string[]> = { ', to be reviewed': ['to-review'], ', reviewed': ['reviewed'], '': ['to-review', 'reviewed'] }

Then(/^the report is in (\w+)'s record once, as it was sent(, to be reviewed|, reviewed|)$/, async function (this: AssayWorld, name: string, state: string) {
  await this.check(ensureReportFiled, { sent: reportOf(this), found: await recordOf(this, name), states: STATES[state]! })
})

Then(/^the earlier report is in (\w+)'s record once, as it was sent(, to be reviewed|, reviewed|)$/, async function (this: AssayWorld, name: string, state: string) {
  await this.check(ensureReportFiled, { sent: reportOf(this, 'earlier report'), found: await recordOf(this, name), states: STATES[state]! })
})

Then("the report is not in {word}'s record", async function (this: AssayWorld, name: string) {
  await this.check(ensureReportNotFiled, { number: reportOf(this).number, found: await recordOf(this, name) })
})

Then("the refused report is not in {word}'s record", async function (this: AssayWorld, name: string) {
  await this.check(ensureReportNotFiled, { number: reportOf(this, 'refused report').number, found: await recordOf(this, name) })
})

Then('the earlier report is kept, and shown as replaced', async function (this: AssayWorld) {
  await this.check(ensureReportReplaced, { sent: reportOf(this, 'earlier report'), found: await recordOf(this, this.patient.name) })
})

Then('the report that was issued earlier is kept, and shown as replaced', async function (this: AssayWorld) {
  await this.check(ensureReportReplaced, { sent: reportOf(this), found: await recordOf(this, this.patient.name) })
})

Then('the report waits for somebody to find out whose it is', async function (this: AssayWorld) {
  const { number } = reportOf(this)
  await this.check(ensureReportUnmatched, { number, found: await unmatched(this) })
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`${literally(number)}[\\s\\S]*(nobody|whose|match|unknown)`, 'i') })
})

Then('nobody has to find out any more whose the report is', async function (this: AssayWorld) {
  await this.check(ensureReportUnmatched, { number: reportOf(this).number, found: await unmatched(this), times: 0 })
})

Then('the {persona} is asked to review the report', async function (this: AssayWorld, persona: string) {
  const { id, family } = this.staff(persona)
  const { number } = reportOf(this)
  await this.check(ensureReviewerIs, { number, found: await recordOf(this, this.patient.name), reviewer: id })
  await this.check(ensureTask, { tasks: await openTasks(this), mentions: new RegExp(`${literally(number)}[\\s\\S]*${family}`, 'i') })
})

Then("{word}'s own GP is asked to review the report", async function (this: AssayWorld, name: string) {
  this.named(name)
  const { number } = reportOf(this)
  const session = await this.behindTheScenes(READER)
  const accountable = must(await this.candidate.demographics.registrations(session, this.patient.view.id), 'show the registrations')[0]?.accountableGp
  await this.check(ensureReviewerIs, { number, found: await recordOf(this, name), reviewer: accountable })
})

Then('a clinician is told that the report is abnormal', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await openTasks(this), mentions: new RegExp(`abnormal[\\s\\S]*${literally(reportOf(this).number)}|${literally(reportOf(this).number)}[\\s\\S]*abnormal`, 'i') })
})

Then('nobody is asked any more to review the report', async function (this: AssayWorld) {
  await this.check(ensureNoTask, { tasks: await openTasks(this), mentions: new RegExp(literally(reportOf(this).number)) })
})

Then('the report is called a screening result, and not pathology', async function (this: AssayWorld) {
  await this.check(ensureCalled, { number: reportOf(this).number, found: await recordOf(this, this.patient.name), called: /screening/i, notCalled: /patholog|laborator/i })
  await this.check(ensureTask, { tasks: await openTasks(this), mentions: new RegExp(`screening[\\s\\S]*${literally(reportOf(this).number)}`, 'i') })
})

Then('the report has been reviewed', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Then('the user is told that results are not for them', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-permitted'], mentions: /permi|allow|role|may not/i })
})

Then('the practice has a task to see to the message from the laboratory', async function (this: AssayWorld) {
  const { mailbox, reference, flaw } = posted(this)
  // What cannot be read at all has no reference to go by.
  const mentions = flaw === 'is no EDIFACT at all' ? `${mailbox}[\\s\\S]*` : `(${reference}[\\s\\S]*${mailbox}|${mailbox}[\\s\\S]*${reference})[\\s\\S]*`
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`${mentions}(not filed|could not|refused|cannot)`, 'i') })
})

Then('the practice has a task that says the laboratory got no acknowledgement', async function (this: AssayWorld) {
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`${MAILBOX.laboratory}[\\s\\S]*acknowledg[\\s\\S]*${posted(this).reference}[\\s\\S]*(not delivered|undelivered|not collected)`, 'i') })
})

When("the {persona} opens {word}'s results", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await this.candidate.screen.open(await this.actAs(persona), 'results', { id: this.patient.view.id })
  this.attach(Buffer.from(await this.candidate.screen.picture(this.user)), 'image/png')
})

Then('each number is on the screen with its unit, its range and its mark', async function (this: AssayWorld) {
  await this.check(ensureOnScreen, { text: (await this.candidate.screen.read(this.user, 'main')) ?? '', sent: reportOf(this, 'earlier report') })
})

Then('the screening result is on the screen as screening', async function (this: AssayWorld) {
  await this.check(ensureScreeningOnScreen, { text: (await this.candidate.screen.read(this.user, 'main')) ?? '', sent: reportOf(this) })
})

/** How a scenario words what a laboratory is told. Source: NHSACK. */
const TOLD: Record<string, Told | undefined> = {
  'that all of it was taken': { whole: 'IAF', messages: ['MA'] },
  'that the first was taken and the second not': { whole: 'IAP', messages: ['MA', 'MR'] },
  'that none of it was taken': { whole: 'IRA', messages: ['MR'] },
  'that the interchange cannot be read': { whole: 'IRI', messages: [] },
  'that its messages cannot be read': { whole: 'IRM', messages: [] },
  nothing: undefined,
}

Then(new RegExp(`^the (?:laboratory|screening programme) is told once (${Object.keys(TOLD).filter((words) => words !== 'nothing').join('|')})$`), async function (this: AssayWorld, words: string) {
  const { mailbox, reference, workflowId, about } = posted(this)
  await this.check(ensureNhsack, { mailbox, reference, workflowId, told: TOLD[words], subject: about })
})

Then('the laboratory is told nothing', async function (this: AssayWorld) {
  const { mailbox, reference, workflowId, about } = posted(this)
  await this.check(ensureNhsack, { mailbox, reference, workflowId, told: undefined, subject: about })
})

Then('MESH is told that the report is in safe hands', async function (this: AssayWorld) {
  await this.check(ensureMessageIn, { messageId: posted(this).messageId, status: 'acknowledged', subject: posted(this).about })
})

Then("the audit trail says that {word}'s report came from the laboratory, and that the {persona} reviewed it", async function (this: AssayWorld, name: string, persona: string) {
  this.named(name)
  const patientId = this.patient.view.id
  const lines = await readTrail(this, { patientId })
  await this.check(ensureAudited, { lines, fact: { success: true, patientId, actions: ['C'] } })
  await this.check(ensureSenderInTrail, { names: lines.filter(({ action }) => action === 'C').map(({ userName }) => userName ?? ''), sender: LABORATORY })
  await this.check(ensureAudited, { lines, fact: { success: true, userId: this.staff(persona).id, patientId, actions: ['U', 'E'] } })
})
