import { randomUUID } from 'node:crypto'
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber'
import { loadWorld } from '../config/world.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureReportStatus } from './checks/ensure-report.ts'
import { ensureSubscribed } from './checks/ensure-subscribed.ts'
import { ensureTask } from './checks/ensure-task.ts'
import { CRP, documentOf, FHIR_REPORTS, KNOWN_BY, type DocumentFlaw, type FhirReport } from './support/fhir-report.ts'
import { gmpCode, LABORATORY } from './support/laboratory.ts'
import { bringSignal, publishEvent, type Signal } from './support/national-signals.ts'
import { ISSUED, REQUESTER, reportOf, writeReport } from './support/sent-reports.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

/** Who looks how things stand in the record. */
const READER = 'second GP'
const RESULT_STORED = 'pathology-laboratory-reporting-test-result-stored-1'
const READ = { service: 'patient-data-manager', operation: 'getBundle' }
const HOSPITAL = 'RZ901'

const longestFirst = (names: string[]) => new RegExp(names.sort((a, b) => b.length - a.length).join('|'))
defineParameterType({ name: 'fhirReport', regexp: longestFirst(Object.keys(FHIR_REPORTS)), transformer: (words: string) => words })
defineParameterType({ name: 'knownBy', regexp: longestFirst(Object.keys(KNOWN_BY)), transformer: (words: string) => words as keyof typeof KNOWN_BY })

/** How the laboratory knows somebody who works here. */
function knownAs(world: AssayWorld, persona: string, by: keyof typeof KNOWN_BY): FhirReport['knownAs'] {
  const { id, title, given, family, professionalCodes } = world.staff(persona)
  const values = { 'SDS user id': id, 'GMC number': professionalCodes['gmc'] ?? '', 'GMP code': gmpCode(professionalCodes['din'] ?? '') }
  return { system: KNOWN_BY[by], value: values[by], name: [title, given, family].filter(Boolean).join(' ') }
}

function write(world: AssayWorld, name: string, change: Partial<FhirReport> = {}): FhirReport {
  const report: FhirReport = {
    ...writeReport(world, name, { clinicalDetails: [['Tired all the time']], specimens: ['Venous blood specimen'], results: [CRP] }),
    reportStatus: 'final',
    knownAs: knownAs(world, REQUESTER, 'SDS user id'),
    ...change,
  }
  world.notes.set('report', report)
  return report
}

/** A report under the number of the last, in its place. */
const again = (world: AssayWorld, name: string, change: Partial<FhirReport>) => write(world, name, { number: reportOf(world).number, ...change })

/** The laboratory puts a report into the national store; the event of it is not told yet. */
async function store(world: AssayWorld, report: FhirReport) {
  const { odsCode, name } = loadWorld().practice
  const bundle = documentOf(report, { practice: { odsCode, name }, laboratory: { odsCode: HOSPITAL, name: LABORATORY }, uuid: randomUUID })
  return (await world.hub.outside.pathology.send({ bundle })).event
}

type StoredEvent = Awaited<ReturnType<typeof store>>

/** Tells the practice of an event, through MNS and the practice's mailbox. */
async function tell(world: AssayWorld, event: StoredEvent): Promise<void> {
  const signal = await publishEvent(world, event)
  world.notes.set('event', event)
  world.notes.set('signal', signal)
  await bringSignal(world, signal)
}

const post = async (world: AssayWorld, report: FhirReport) => tell(world, await store(world, report))

const noted = <T>(world: AssayWorld, note: string): T => {
  const value = world.notes.get(note)
  if (!value) throw new Error(`Failed to find the ${note}: no step before this one told of a report.`)
  return value as T
}

// What laboratories put into the national store

Given('the laboratory has put {fhirReport} about {word} into the national store', async function (this: AssayWorld, kind: string, name: string) {
  await post(this, write(this, name, FHIR_REPORTS[kind]))
})

Given('the laboratory has put a result about {word} into the national store, asked for by the {persona} with the {knownBy}', async function (this: AssayWorld, name: string, persona: string, by: keyof typeof KNOWN_BY) {
  await post(this, write(this, name, { knownAs: knownAs(this, persona, by) }))
})

Given(/^the laboratory has put a report, now (corrected|amended), about (\w+) into the national store in its place$/, async function (this: AssayWorld, reportStatus: 'corrected' | 'amended', name: string) {
  await post(this, again(this, name, { reportStatus, issued: ISSUED.later, results: [{ ...CRP, value: '103', flag: 'HI' }] }))
})

Given('the laboratory has put a report about {word} into the national store that was issued earlier under the same number', async function (this: AssayWorld, name: string) {
  await post(this, again(this, name, { issued: ISSUED.earlier, results: [{ ...CRP, value: '9' }] }))
})

Given('the laboratory has put a CRP result about {word} into the national store, issued at half past midnight by summer time', async function (this: AssayWorld, name: string) {
  await post(this, write(this, name, { issuedAt: '2026-07-01T00:30:00+01:00' }))
})

Given('the laboratory has put a corrected report about {word} into the national store in its place, issued a quarter of an hour later and dated in UTC', async function (this: AssayWorld, name: string) {
  await post(this, again(this, name, { reportStatus: 'corrected', issuedAt: '2026-06-30T23:45:00+00:00', results: [{ ...CRP, value: '103', flag: 'HI' }] }))
})

Given('the laboratory has taken the report about {word} back in the national store', async function (this: AssayWorld, name: string) {
  await post(this, again(this, name, { reportStatus: 'entered-in-error', issued: ISSUED.later }))
})

Given('the laboratory has put the same report into the national store again', async function (this: AssayWorld) {
  await post(this, reportOf(this) as FhirReport)
})

const MISTAKES: Record<string, (world: AssayWorld) => Partial<FhirReport['about']>> = {
  'another surname': (world) => ({ family: world.make.familyName('Whitlock') }),
  'another date of birth': () => ({ birthDate: '1948-03-14' }),
}

Given(new RegExp(`^the laboratory has put a result about (\\w+) with (${Object.keys(MISTAKES).join('|')}) into the national store$`), async function (this: AssayWorld, name: string, mistake: string) {
  const report = write(this, name)
  report.about = { ...report.about, ...MISTAKES[mistake]!(this) }
  await post(this, report)
})

Given(/^the laboratory has put a report about (\w+) into the national store that (refers to a result that it does not hold|holds no report|has a result without a number)$/, async function (this: AssayWorld, name: string, documentFlaw: DocumentFlaw) {
  await post(this, write(this, name, { documentFlaw, results: [CRP, { ...CRP, value: '7', flag: 'HI' }] }))
})

Given('the laboratory has put a report about {word} into the national store in which a result is about {word}', async function (this: AssayWorld, name: string, other: string) {
  const alsoNames = this.named(other).nhsNumber
  await post(this, write(this, name, { documentFlaw: 'names another patient in a result', alsoNames, results: [CRP, { ...CRP, value: '7', flag: 'HI' }] }))
})

Given('a result about {word} is announced without saying where it is', async function (this: AssayWorld, name: string) {
  const { dataref: _nowhere, ...event } = await store(this, write(this, name))
  await bringSignal(this, await publishEvent(this, event))
})

Given('the practice has been told of the report once more, and by another event', async function (this: AssayWorld) {
  await bringSignal(this, noted<Signal>(this, 'signal'))
  await tell(this, { ...noted<StoredEvent>(this, 'event'), id: randomUUID() })
})

Given('the national store {trouble} when the report about {word} is next read', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ ...READ, subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given('the national store does not have the report about {word} for {int} rounds', async function (this: AssayWorld, name: string, times: number) {
  await this.inject({ ...READ, subject: this.named(name).nhsNumber, kind: 'error', name: 'notFound', times })
})

Given('the national store fails whenever the report about {word} is read', async function (this: AssayWorld, name: string) {
  await this.inject({ ...READ, subject: this.named(name).nhsNumber, ...TROUBLES['fails without a word'], times: 'always' })
})

// The practice

When('the system collects its messages {int} times', async function (this: AssayWorld, times: number) {
  for (let round = 0; round < times; round++) await this.candidate.aids.collectMessages()
})

// What then holds

const recordOf = async (world: AssayWorld, name: string) => {
  world.named(name)
  return must(await world.candidate.laboratory.ofPatient(await world.behindTheScenes(READER), world.patient.view.id), 'show the results of a patient')
}
const allTasks = async (world: AssayWorld) => must(await world.candidate.tasks.all(await world.behindTheScenes(READER)), 'show what is to be done')

Then('the practice hears of results that it asked for, and of nobody else’s', async function (this: AssayWorld) {
  await this.check(ensureSubscribed, { practice: this.practice, wanted: [RESULT_STORED] })
})

Then('the national store is not asked for the report about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { ...READ, subject: this.named(name).nhsNumber })
})

Then('the report is shown as {word}', async function (this: AssayWorld, status: string) {
  await this.check(ensureReportStatus, { number: reportOf(this).number, found: await recordOf(this, this.patient.name), status: [status] })
})

Then('a clinician is told that the laboratory has withdrawn the report', async function (this: AssayWorld) {
  const number = reportOf(this).number.replaceAll(/[^\w]/g, '\\$&')
  await this.check(ensureTask, { tasks: await allTasks(this), mentions: new RegExp(`(?=[\\s\\S]*${number})[\\s\\S]*(withdr|taken back|in error|cancelled)`, 'i') })
})

/** A task that names somebody by their NHS number, as the event did, and says this of their result. */
async function checkTask(world: AssayWorld, name: string, says: string): Promise<void> {
  const { nhsNumber } = world.named(name)
  await world.check(ensureTask, { tasks: await allTasks(world), mentions: new RegExp(`(?=[\\s\\S]*${nhsNumber})(?=[\\s\\S]*(result|report))[\\s\\S]*(${says})`, 'i') })
}

Then('the practice has a task to ask the laboratory for the result about {word}', async function (this: AssayWorld, name: string) {
  await checkTask(this, name, '(not|n’t|never) be (fetched|read|retrieved)|not (fetched|read|retrieved)')
})

Then('the practice has a task to see to the result about {word} that was not filed', async function (this: AssayWorld, name: string) {
  await checkTask(this, name, '(not|n’t|never) be (filed|read)|not filed|refused')
})
