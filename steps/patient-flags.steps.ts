import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer, RefusalReason } from '../candidate/port/answer.ts'
import type { SafeguardingView } from '../candidate/port/safeguarding.ts'
import { ensureTellsNoMore } from './checks/ensure-adjustments.ts'
import { check, finding } from './checks/check.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'patient-flags'
const FGM = 'female-genital-mutilation-flag'
const CP_IS = 'child-protection-information-system-flag'
const AUTHORITY = { name: 'Leeds City Council', officeHours: '0113 496 0100', outOfHours: '0113 496 0101' }
const IN_ERROR = 'Recorded in error'
const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

Given('the local authority tells of a child protection plan for {word}', async function (this: AssayWorld, name: string) {
  await this.hub.outside['patient-flags'].tellPlan({ nhsNumber: this.named(name).nhsNumber, plan: 'child-protection-plan', localAuthority: AUTHORITY })
})

Given('the hospital has recorded the FGM indicator for {word}', async function (this: AssayWorld, name: string) {
  await this.hub.outside['patient-flags'].record({ nhsNumber: this.named(name).nhsNumber, code: FGM })
})

Given("the hospital has since removed the FGM indicator of {word}'s", async function (this: AssayWorld, name: string) {
  await this.hub.outside['patient-flags'].remove({ nhsNumber: this.named(name).nhsNumber, code: FGM })
})

Given("the national flags service {trouble} whenever {word}'s flags are read", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'getFlags', subject: this.named(name).nhsNumber, times: 'always', ...TROUBLES[trouble] })
})

Given("the national flags service {trouble} when a flag of {word}'s is next written", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'postFlag', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given("the national flags service writes the next flag of {word}'s and then {trouble}", async function (this: AssayWorld, name: string, trouble: Trouble) {
  await this.inject({ service: SERVICE, operation: 'postFlag', subject: this.named(name).nhsNumber, processed: true, ...TROUBLES[trouble] })
})

Given("the national flags service {trouble} when a flag of {word}'s is next removed", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'deleteFlag', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

Given("the national flags service removes the next flag of {word}'s and then {trouble}", async function (this: AssayWorld, name: string, trouble: Trouble) {
  await this.inject({ service: SERVICE, operation: 'deleteFlag', subject: this.named(name).nhsNumber, processed: true, ...TROUBLES[trouble] })
})

async function look(world: AssayWorld, persona: string, name: string): Promise<Answer<SafeguardingView>> {
  world.named(name)
  const answer = await world.candidate.safeguarding.open(await world.actAs(persona), world.patient.view.id)
  world.answer = answer
  return answer
}

Given("the {persona} has looked what is flagged for {word}'s safety", async function (this: AssayWorld, persona: string, name: string) {
  must(await look(this, persona, name), 'show what is flagged')
})

When("the {persona} looks what is flagged for {word}'s safety", async function (this: AssayWorld, persona: string, name: string) {
  await look(this, persona, name)
})

async function record(world: AssayWorld, persona: string, name: string): Promise<void> {
  world.named(name)
  world.answer = await world.candidate.safeguarding.setIndicator(await world.actAs(persona), world.patient.view.id)
}

When('the {persona} records the FGM indicator for {word}', async function (this: AssayWorld, persona: string, name: string) {
  await record(this, persona, name)
})

Given('the {persona} has tried to record the FGM indicator for {word}', async function (this: AssayWorld, persona: string, name: string) {
  await record(this, persona, name)
})

async function remove(world: AssayWorld, persona: string, name: string, reason: string): Promise<void> {
  world.named(name)
  world.answer = await world.candidate.safeguarding.removeIndicator(await world.actAs(persona), world.patient.view.id, reason)
}

When("the {persona} removes the FGM indicator of {word}'s, because it was recorded in error", async function (this: AssayWorld, persona: string, name: string) {
  await remove(this, persona, name, IN_ERROR)
})

Given("the {persona} has tried to remove the FGM indicator of {word}'s, because it was recorded in error", async function (this: AssayWorld, persona: string, name: string) {
  await remove(this, persona, name, IN_ERROR)
})

When("the {persona} removes the FGM indicator of {word}'s without saying why", async function (this: AssayWorld, persona: string, name: string) {
  await remove(this, persona, name, '')
})

/** What the user has in front of them; the check says so when it is nothing. */
const ensureSeen = check('the clinician sees what is flagged', (_sight, { answer, state, codes }: { answer: Answer<unknown> | undefined; state: string; codes: readonly string[] }) => {
  if (!answer?.ok) return finding('nothing was shown', { expected: state, seen: answer ? `${answer.reason}: ${answer.message}` : 'nothing' })
  const shown = answer.value as SafeguardingView
  const seen = shown.flags.map(({ code }) => code).sort()
  return [
    shown.state !== state && finding('shown in another state', { expected: state, seen: shown.state }),
    seen.join() !== [...codes].sort().join() && finding('other flags', { expected: codes.length ? codes : 'none', seen: seen.length ? seen : 'none' }),
    state === 'unchecked' && !/could not|not (be )?checked|unable|nobody knows/i.test(shown.problem ?? '') && finding('the words do not say so', { expected: 'that it could not be checked', seen: shown.problem ?? 'nothing' }),
  ]
})

const ensurePlanShown = check('the clinician sees the plan, and whom to ring', (_sight, { answer }: { answer: Answer<unknown> | undefined }) => {
  const flag = answer?.ok ? (answer.value as SafeguardingView).flags.find(({ code }) => code === CP_IS) : undefined
  const numbers = [AUTHORITY.officeHours, AUTHORITY.outOfHours]
  return [
    !/child protection/i.test(flag?.plan ?? '') && finding('not the plan', { expected: 'Child protection plan', seen: flag?.plan ?? 'nothing' }),
    flag?.authority !== AUTHORITY.name && finding('not who is responsible', { expected: AUTHORITY.name, seen: flag?.authority ?? 'nobody' }),
    !numbers.every((number) => flag?.telephones.includes(number)) && finding('not under which numbers', { expected: numbers, seen: flag?.telephones.length ? flag.telephones : 'none' }),
  ]
})

Then('the {persona} sees a child protection plan, and under which numbers the local authority is reached', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureSeen, { answer: this.answer, state: 'flagged', codes: [CP_IS] })
  await this.check(ensurePlanShown, { answer: this.answer })
})

Then('the {persona} sees the FGM indicator', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureSeen, { answer: this.answer, state: 'flagged', codes: [FGM] })
})

Then('the {persona} sees that nothing is flagged', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureSeen, { answer: this.answer, state: 'none', codes: [] })
})

Then('the {persona} sees that flags could not be checked', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureSeen, { answer: this.answer, state: 'unchecked', codes: [] })
})

Then('the national flags service is not asked about {word}', async function (this: AssayWorld, name: string) {
  await this.check(ensureNotCalled, { service: SERVICE, subject: this.named(name).nhsNumber })
})

const ensureNational = check('the national service has the indicator', async ({ outside }, { nhsNumber, count, by }: { nhsNumber: string; count: number; by?: string }) => {
  const held = (await outside['patient-flags'].listFlags({ nhsNumber })).filter(({ code }) => code === FGM)
  return [
    held.length !== count && finding('more or less often', { expected: count, seen: held.length }),
    ...held.filter(({ resource }) => by !== undefined && !JSON.stringify(resource['contained']).includes(`Practitioner/${by}"`)).map(({ resource }) => finding('recorded by somebody else', { expected: by, seen: resource['contained'] })),
  ]
})

Then('nationally, {word} has the FGM indicator once', async function (this: AssayWorld, name: string) {
  await this.check(ensureNational, { nhsNumber: this.named(name).nhsNumber, count: 1 })
})

Then('nationally, {word} has the FGM indicator once, recorded by the {persona}', async function (this: AssayWorld, name: string, persona: string) {
  await this.check(ensureNational, { nhsNumber: this.named(name).nhsNumber, count: 1, by: this.staff(persona).id })
})

const ensureRemovedFor = check('it is known why it was removed', async ({ outside }, { nhsNumber, reason }: { nhsNumber: string; reason: string }) => {
  const [removal] = await outside['patient-flags'].listRemovals({ nhsNumber })
  return removal?.reason !== reason && finding('another reason', { expected: reason, seen: removal?.reason ?? 'not removed' })
})

Then('nationally, {word} has the FGM indicator no more, because it was recorded in error', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureNational, { nhsNumber, count: 0 })
  await this.check(ensureRemovedFor, { nhsNumber, reason: IN_ERROR })
})

Then('the national flags service is told nothing of who {word} is but her NHS number', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  await this.check(ensureTellsNoMore, { service: SERVICE, subject: nhsNumber, secrets: { 'family name': national.family, 'date of birth': national.birthDate, 'mobile number': national.mobile, postcode: national.address.postcode } })
})

Then('the user is told that the indicator is for girls under 18', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid'], mentions: /girls|under 18|eighteen/i })
})

Then('the user is told that the indicator was not shared, or that nobody knows', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /not (been )?shared|nobody knows|not known|unclear/i })
})

Then('the user is told that the national flags service is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /flags/i })
})

const ensureUnshared = check('it is shown whether something is still to be shared', (_sight, { seen, expected }: { seen: SafeguardingView; expected: boolean }) =>
  seen.unshared !== expected && finding(expected ? 'it is lost' : 'still shown as not shared', { expected, seen: seen.unshared }),
)

const seenBySecondGp = async (world: AssayWorld) => must(await world.candidate.safeguarding.open(await world.behindTheScenes('second GP'), world.patient.view.id), 'show what is flagged')

Then('the indicator is kept at the practice as not shared yet', async function (this: AssayWorld) {
  await this.check(ensureUnshared, { seen: await seenBySecondGp(this), expected: true })
})

Then("nothing of {word}'s is kept as not shared", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureUnshared, { seen: await seenBySecondGp(this), expected: false })
})

/** Source: UK GDPR, article 9; the list of tasks is read by the whole practice. */
const ensureTaskDiscreet = check('somebody is asked, and the list does not say what it is about', (_sight, { texts }: { texts: readonly string[] }) => [
  texts.length === 0 && finding('nobody is asked', { expected: 'a task', seen: 'none' }),
  ...texts.filter((text) => /fgm|genital|mutilation|safeguard|child protection/i.test(text)).map((text) => finding('the list gives it away', { expected: 'no word of it', seen: text })),
])

Then("somebody is asked to see to {word}'s record, and the receptionist does not learn why", async function (this: AssayWorld, name: string) {
  this.named(name)
  const tasks = must(await this.candidate.tasks.open(await this.behindTheScenes('receptionist'), this.patient.view.id), 'show what is to be done')
  await this.check(ensureTaskDiscreet, { texts: tasks.map(({ text }) => text) })
})
