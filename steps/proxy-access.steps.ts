import { Given, Then, When } from '@cucumber/cucumber'
import type { ProxiesView } from '../candidate/port/proxy-access.ts'
import type { RefusalReason } from '../candidate/port/answer.ts'
import { check, finding } from './checks/check.ts'
import { ensureAnsweredAsPublished } from './checks/ensure-answered-as-published.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureProxyRoles } from './checks/ensure-proxy-roles.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ask, refusedAs } from './support/app-calls.ts'
import { readTrail } from './support/audit-trail.ts'
import { makeKnownNationally } from './support/known-nationally.ts'
import { appExchange, tokenOf, type TokenOptions } from './support/patient-app.ts'
import { recordOf } from './support/patient-requests.ts'
import { onTheWall } from './support/practice-clock.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'validated-relationships'
const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

/** Legal bases as scenarios word them. */
const BASES: Record<string, string> = { 'who has consented': 'consent', 'for whom he has parental responsibility': 'parental-responsibility' }

const yearsAgo = (years: number): string => {
  const { date } = onTheWall(Date.now())
  // The first of the month before: nobody's birthday is today, and none is 29 February.
  const month = new Date(Date.UTC(Number(date.slice(0, 4)) - years, Number(date.slice(5, 7)) - 2, 1))
  return month.toISOString().slice(0, 10)
}

/** A role of the first named for the second. */
async function role(world: AssayWorld, proxy: string, name: string, about: { basis: string; status: string; reason?: string; until?: string }): Promise<void> {
  const acting = world.named(proxy)
  const { given, family, birthDate, practice } = acting.national
  const outside = world.hub.outside[SERVICE]
  await outside.putPerson({ nhsNumber: acting.nhsNumber, given, family, birthDate, practice })
  const { basis, ...rest } = about
  await outside.putConsent({ proxy: acting.nhsNumber, patient: world.named(name).nhsNumber, legalBasis: basis, practice: world.practice, ...rest })
}

Given('{word} {word}, a child of {int}, is registered at the practice', async function (this: AssayWorld, given: string, family: string, age: number) {
  const person = await makeKnownNationally(this, `${given} ${family}`, { birthDate: yearsAgo(age) })
  person.view = must(await this.candidate.demographics.register(await this.behindTheScenes('second GP'), person.nhsNumber), `register ${person.name}`)
})

Given('{word} may act for {word}, who has consented', async function (this: AssayWorld, proxy: string, name: string) {
  await role(this, proxy, name, { basis: 'consent', status: 'active' })
})

Given('{word} has asked to act for {word}, who has consented', async function (this: AssayWorld, proxy: string, name: string) {
  await role(this, proxy, name, { basis: 'consent', status: 'proposed', reason: 'APPLICATION_SUBMITTED' })
})

Given('{word} was allowed to act for {word} until yesterday', async function (this: AssayWorld, proxy: string, name: string) {
  await role(this, proxy, name, { basis: 'consent', status: 'active', until: new Date(Date.now() - 86_400_000).toISOString() })
})

Given('{word} was a parent acting for {word} as a child', async function (this: AssayWorld, proxy: string, name: string) {
  await role(this, proxy, name, { basis: 'parental-responsibility', status: 'active' })
})

Given('the relationships service {trouble} whenever it is asked who may act for {word}', async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: SERVICE, operation: 'get-consent', subject: this.named(name).nhsNumber, times: 'always', ...TROUBLES[trouble] })
})

Given('the relationships service grants the next role for {word} and then drops the connection', async function (this: AssayWorld, name: string) {
  await this.inject({ service: SERVICE, operation: 'post-consent', subject: this.named(name).nhsNumber, kind: 'reset', processed: true })
})

Given("{word}'s app has asked for {word}'s record on her/his/their behalf", async function (this: AssayWorld, proxy: string, name: string) {
  await askOnBehalf(this, proxy, name)
  await this.check(ensureAnsweredAsPublished, { exchange: appExchange(this), flavour: 'stu3', shape: 'record', status: 200 })
})

async function askOnBehalf(world: AssayWorld, proxy: string, name: string, options: (actor: { nhsNumber: string; token: string }) => TokenOptions = ({ nhsNumber }) => ({ actor: nhsNumber })): Promise<void> {
  const acting = world.named(proxy)
  const own = await tokenOf(world, acting, { flaw: 'wrong-signature' })
  const person = world.named(name)
  await ask(world, person, { ...recordOf(person.nhsNumber), token: await tokenOf(world, person, options({ nhsNumber: acting.nhsNumber, token: own })) })
}

When("an app asks for {word}'s record on her/his/their behalf, with a forged token of {word}'s", async function (this: AssayWorld, name: string, proxy: string) {
  await askOnBehalf(this, proxy, name, ({ token }) => ({ claims: { act: { sub: token } } }))
})

When('the {persona} looks who may act for {word}', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.notes.set('proxies seen', must(await this.candidate.proxyAccess.open(await this.actAs(persona), this.patient.view.id), 'show who may act for a patient'))
})

When(/^the ([\w ]+?) lets (\w+) act for (\w+), (who has consented|for whom he has parental responsibility)$/, async function (this: AssayWorld, persona: string, proxy: string, name: string, basis: string) {
  const { nhsNumber } = this.named(proxy)
  this.named(name)
  this.answer = await this.candidate.proxyAccess.grant(await this.actAs(persona), this.patient.view.id, nhsNumber, BASES[basis]!)
})

/** The candidate's id of the role, as whoever decides sees it first. */
async function roleOf(world: AssayWorld, persona: string, proxy: string, name: string): Promise<string> {
  const { nhsNumber } = world.named(proxy)
  world.named(name)
  const { proxies } = must(await world.candidate.proxyAccess.open(await world.actAs(persona), world.patient.view.id), 'show who may act for a patient')
  return proxies.find((each) => each.proxy === nhsNumber)?.id ?? 'none'
}

async function decide(world: AssayWorld, persona: string, proxy: string, name: string, decision: { accepted: boolean; reason?: string }): Promise<void> {
  const id = await roleOf(world, persona, proxy, name)
  world.answer = await world.candidate.proxyAccess.decide(world.user, world.patient.view.id, id, decision)
}

When('the {persona} approves that {word} acts for {word}', async function (this: AssayWorld, persona: string, proxy: string, name: string) {
  await decide(this, persona, proxy, name, { accepted: true })
})

When('the {persona} rejects that {word} acts for {word}, because {string}', async function (this: AssayWorld, persona: string, proxy: string, name: string, reason: string) {
  await decide(this, persona, proxy, name, { accepted: false, reason })
})

When('the {persona} rejects that {word} acts for {word} without saying why', async function (this: AssayWorld, persona: string, proxy: string, name: string) {
  await decide(this, persona, proxy, name, { accepted: false })
})

When('the {persona} ends that {word} acts for {word}, because {string}', async function (this: AssayWorld, persona: string, proxy: string, name: string, reason: string) {
  const id = await roleOf(this, persona, proxy, name)
  this.answer = await this.candidate.proxyAccess.end(this.user, this.patient.view.id, id, reason)
})

Then('the {persona} sees that {word} may act for {word}', async function (this: AssayWorld, _persona: string, proxy: string, _name: string) {
  await this.check(ensureProxySeen, { seen: seenBy(this), proxy: this.named(proxy).nhsNumber, family: this.named(proxy).national.family })
})

Then('the {persona} sees that it could not be checked who may act', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureUnchecked, { seen: seenBy(this) })
})

const seenBy = (world: AssayWorld) => world.notes.get('proxies seen') as ProxiesView

const ensureProxySeen = check('the user sees who may act for the patient', (_sight, { seen, proxy, family }: { seen: ProxiesView; proxy: string; family: string }) => {
  const there = seen.proxies.find((each) => each.proxy === proxy)
  return [
    seen.state !== 'checked' && finding('shown in another state', { expected: 'checked', seen: seen.state }),
    !there && finding('not among them', { expected: proxy, seen: seen.proxies }),
    there && there.status !== 'active' && finding('in another state', { expected: 'active', seen: there.status }),
    there && !(there.name ?? '').includes(family) && finding('without the name', { expected: family, seen: there.name ?? 'nothing' }),
  ]
})

/** Nobody can take it for "nobody may act". */
const ensureUnchecked = check('the user sees that it could not be checked who may act', (_sight, { seen }: { seen: ProxiesView }) => [
  seen.state !== 'unchecked' && finding('shown as if it had been checked', { expected: 'unchecked', seen: seen.state }),
  !/could not|not (be )?checked|unable|cannot/i.test(seen.problem ?? '') && finding('the words do not say so', { expected: 'that it could not be checked', seen: seen.problem ?? 'nothing' }),
])

const nationally = (world: AssayWorld, name: string, roles: Parameters<typeof ensureProxyRoles.look>[1]['roles']) =>
  world.check(ensureProxyRoles, { patient: world.named(name).nhsNumber, roles })

Then('nationally, {word} may act for {word} with her/his/their consent, granted by this practice', async function (this: AssayWorld, proxy: string, name: string) {
  const { nhsNumber } = this.named(proxy)
  await nationally(this, name, [{ proxy: nhsNumber, status: 'active', basis: 'consent', grantor: this.practice }])
})

Then('nationally, {word} may act for {word} until she/he/they is/are {int}', async function (this: AssayWorld, proxy: string, name: string, age: number) {
  const { nhsNumber } = this.named(proxy)
  const { birthDate } = this.named(name).national
  const before = `${Number(birthDate.slice(0, 4)) + age}${birthDate.slice(4)}`
  await nationally(this, name, [{ proxy: nhsNumber, status: 'active', basis: 'parental-responsibility', grantor: this.practice, before }])
})

Then('nationally, nobody may act for {word}', async function (this: AssayWorld, name: string) {
  await nationally(this, name, [])
})

Then('nationally, {word} was rejected, because {string}', async function (this: AssayWorld, proxy: string, words: string) {
  const { nhsNumber } = this.named(proxy)
  await nationally(this, 'Joan', [{ proxy: nhsNumber, status: 'rejected', words }])
})

Then('nationally, {word} still waits for a decision', async function (this: AssayWorld, proxy: string) {
  const { nhsNumber } = this.named(proxy)
  await nationally(this, 'Joan', [{ proxy: nhsNumber, status: 'proposed' }])
})

Then('nationally, {word} may no longer act for {word}, because {string}', async function (this: AssayWorld, proxy: string, name: string, words: string) {
  const { nhsNumber } = this.named(proxy)
  await nationally(this, name, [{ proxy: nhsNumber, status: 'inactive', words }])
})

Then("{word}'s app no longer gets at {word}'s record", async function (this: AssayWorld, proxy: string, name: string) {
  await askOnBehalf(this, proxy, name)
  await refusedAs(this, { status: 401, code: 'ACCESS_DENIED' }, { status: 403, code: 'ACCESS_DENIED' })
})

Then('the app is given the record', async function (this: AssayWorld) {
  await this.check(ensureAnsweredAsPublished, { exchange: appExchange(this), flavour: 'stu3', shape: 'record', status: 200 })
})

Then("the audit trail says that {word} saw {word}'s record on her/his/their behalf", async function (this: AssayWorld, proxy: string, name: string) {
  const userId = this.named(proxy).nhsNumber
  this.named(name)
  const patientId = this.patient.view.id
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId }), fact: { success: true, userId, patientId, actions: ['R', 'E'] } })
})

Then('the user is told that this is no basis at that age', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid'], mentions: /sixteen|16|young|old|age|consent/i })
})

Then('the user is told that nobody knows whether it was done', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /(do(es)? not|don't|nobody) know|may (have|or may not)|not (known|certain|confirmed)|unclear/i })
})
