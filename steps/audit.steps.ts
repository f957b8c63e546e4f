import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { AuditLine } from '../candidate/port/audit.ts'
import type { PatientView } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureAuditLineIsComplete } from './checks/ensure-audit-line-is-complete.ts'
import { ensureAudited, linesSaying, type AuditedFact } from './checks/ensure-audited.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import './support/audit-words.ts'
import { markTrail, readTrail, trailSinceMark } from './support/audit-trail.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

/** Looks for a fact in the lines about a patient, and remembers the line and whose it is for what the scenario says next. */
async function ensureInTrail(world: AssayWorld, persona: string, fact: Omit<AuditedFact, 'userId' | 'patientId'>): Promise<void> {
  const patientId = world.patient.view.id
  const lines = world.notes.has('trail') ? (await trailSinceMark(world)).filter((line) => line.patientId === patientId) : await readTrail(world, { patientId })
  const whole = { ...fact, userId: world.staff(persona).id, patientId }
  await world.check(ensureAudited, { lines, fact: whole })
  world.notes.set('line', linesSaying(lines, whole)[0])
  world.notes.set('lines', linesSaying(lines, whole))
  world.notes.set('line of', persona)
}

Given('the privacy officer has read the audit trail so far', async function (this: AssayWorld) {
  await markTrail(this)
})

Given('the Personal Demographics Service {trouble} when {word}\'s details are next changed', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'pds', operation: 'updatePatient', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

When("the {persona} looks at {word}'s record", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.read(await this.actAs(persona), this.patient.view.id)
})

Given("the {persona} has looked at {word}'s record", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  must(await this.candidate.demographics.read(await this.actAs(persona), this.patient.view.id), `show ${name}'s record`)
})

When("they look at {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.read(this.user, this.patient.view.id)
})

When("the {persona} asks for the audit trail of {word}'s record", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.audit.read(await this.actAs(persona), { patientId: this.patient.view.id })
})

When('the {persona} tries to {tampering} the line that says so', async function (this: AssayWorld, persona: string, how: 'change' | 'delete') {
  const [line] = await readTrail(this, { patientId: this.patient.view.id })
  if (!line) throw new Error('Failed to find a line to tamper with: the audit trail says nothing of the patient.')
  this.notes.set('line', line)
  this.answer = await this.candidate.audit.tamper(await this.actAs(persona), line, how)
})

When('the clock is set back by an hour', async function (this: AssayWorld) {
  await this.passTime(-60 * 60)
})

Then("the audit trail says that the {persona} saw {word}'s record", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await ensureInTrail(this, persona, { success: true, actions: ['R'] })
})

Then("the audit trail says that the {persona} changed {word}'s record", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await ensureInTrail(this, persona, { success: true, actions: ['U'] })
})

Then('the audit trail says that the {persona} registered {word}', async function (this: AssayWorld, persona: string, name: string) {
  const person = this.named(name)
  person.view = must(this.answer as Answer<PatientView>, `register ${name}`)
  await ensureInTrail(this, persona, { success: true, actions: ['C'] })
})

Then("the audit trail says that the {persona} did not get to change {word}'s record", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await ensureInTrail(this, persona, { success: false, actions: ['U', 'E'] })
})

Then("the audit trail says that the {persona} did not get to read {word}'s audit trail", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const { id: userId } = this.staff(persona)
  await this.check(ensureAudited, { lines: await readTrail(this, { userId }), fact: { success: false, userId, actions: ['R', 'E'] } })
})

Then("the audit trail says that the {persona} read {word}'s audit trail", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const { id: userId } = this.staff(persona)
  // The newest line is that of this look itself, or would be; only one before it proves anything.
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId: this.patient.view.id, userId }), fact: { success: true, userId, actions: ['R', 'E'] } })
})

Then('it says when, in which role, for which organisation and at which device', async function (this: AssayWorld) {
  const persona = String(this.notes.get('line of'))
  const staff = this.staff(persona)
  await this.check(ensureAuditLineIsComplete, { line: this.notes.get('line') as AuditLine | undefined, staff, roleId: staff.roles[0]!.id, organisation: this.practice, now: Date.now() })
})

Then('it can be tied to the message that was sent', async function (this: AssayWorld) {
  await this.check(ensureTiedToMessage, { lines: this.notes.get('lines') as AuditLine[], subject: this.patient.nhsNumber })
})

Then('the audit trail says since then that the {persona} {coming}', async function (this: AssayWorld, persona: string, fact: Pick<AuditedFact, 'event' | 'success'>) {
  await this.check(ensureAudited, { lines: await trailSinceMark(this), fact: { ...fact, userId: this.staff(persona).id } })
})

Then('the audit trail says since then that somebody failed to sign in', async function (this: AssayWorld) {
  await this.check(ensureAudited, { lines: await trailSinceMark(this), fact: { event: 'sign-in', success: false } })
})

Then("the audit trail says that {word}'s record was seen by the {persona} as a {post} and then as a {post}", async function (this: AssayWorld, name: string, persona: string, first: string, second: string) {
  this.named(name)
  const staff = this.staff(persona)
  const roleWith = (job: string) => staff.roles.find(({ code, organisation }) => code.endsWith(job) && organisation === this.practice)!.id
  const seen = linesSaying(await readTrail(this, { patientId: this.patient.view.id }), { success: true, userId: staff.id, actions: ['R'] })
  await this.check(ensureRolesInTurn, { seen: seen.map((line) => line.roleId ?? 'none').reverse(), expected: [roleWith(first), roleWith(second)] })
})

Then('the audit trail is as it was', async function (this: AssayWorld) {
  const before = this.notes.get('line') as AuditLine
  const after = (await readTrail(this, { patientId: this.patient.view.id })).find(({ id }) => id === before.id)
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-permitted', 'rule', 'not-found'], mentions: /audit|trail|not|cannot|nobody/i })
  await this.check(ensureUntouched, { before, after })
})

Then('the lines of the audit trail follow one another without a gap', async function (this: AssayWorld) {
  await this.check(ensureNumberedWithoutGap, { lines: await readTrail(this) })
})

Then("the audit trail says that the {persona} saw {word}'s record before the {persona} did", async function (this: AssayWorld, first: string, name: string, second: string) {
  this.named(name)
  const lines = (await trailSinceMark(this)).filter((line) => line.patientId === this.patient.view.id && line.action === 'R')
  const numberOf = (persona: string) => lines.find((line) => line.userId === this.staff(persona).id)?.sequence
  await this.check(ensureInOrder, { first: numberOf(first), second: numberOf(second) })
})

const ensureTiedToMessage = check('the line can be tied to the message it is about', async ({ calls }, { lines, subject }: { lines: readonly AuditLine[]; subject: string }) => {
  const sent = await calls({ service: 'pds', operation: 'updatePatient', subject })
  const correlation = sent.at(-1)?.header('x-correlation-id')
  return [
    sent.length === 0 && finding('no message was sent', { expected: 'an update', seen: 'none' }),
    sent.length > 0 && !lines.some(({ interaction }) => interaction !== undefined && interaction === correlation) &&
      finding('no line names the message', { expected: correlation ?? 'an X-Correlation-ID', seen: lines.map(({ interaction }) => interaction ?? 'none'), at: sent.at(-1) }),
  ]
})

const ensureRolesInTurn = check('each line names the role of its time', (_sight, { seen, expected }: { seen: readonly string[]; expected: readonly string[] }) =>
  seen.join() !== expected.join() && finding('other roles', { expected, seen }),
)

const ensureUntouched = check('the line stands as it was written', (_sight, { before, after }: { before: AuditLine; after: AuditLine | undefined }) => {
  if (!after) return finding('the line is gone', { expected: before.id, seen: 'no such line' })
  return Object.entries(before).map(([name, value]) => {
    const now = after[name as keyof AuditLine]
    return now !== value && finding(`its ${name} is another`, { expected: value, seen: now ?? 'nothing' })
  })
})

const ensureNumberedWithoutGap = check('the lines are numbered one after the other', (_sight, { lines }: { lines: readonly AuditLine[] }) => {
  const numbers = lines.map(({ sequence }) => sequence)
  if (numbers.length < 2) return finding('too few lines to compare', { expected: 'several', seen: String(numbers.length) })
  return numbers.map((number, at) => {
    const before = numbers[at + 1]
    if (at + 1 === numbers.length) return number === undefined && finding('a line without a number', { expected: 'a number', seen: 'none' })
    return (number === undefined || before === undefined || number !== before + 1) && finding('a gap, or no number', { expected: before === undefined ? 'a number' : before + 1, seen: number ?? 'none' })
  }).slice(0, 50)
})

const ensureInOrder = check('the numbers tell what came first, whatever the clock said', (_sight, { first, second }: { first: number | undefined; second: number | undefined }) =>
  (first === undefined || second === undefined || first >= second) && finding('the order is not to be told', { expected: 'the later line has the higher number', seen: `${first ?? 'no number'}, then ${second ?? 'no number'}` }),
)
