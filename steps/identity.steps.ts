import { After, Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { PausedSignIn, Session, SessionDetails } from '../candidate/port/identity.ts'
import type { IdTokenFlaw } from '../mocks/kit/oidc/id-token-flaws.ts'
import { ensureNobodySignedIn } from './checks/ensure-nobody-signed-in.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureSignInIsAskedAsDemanded } from './checks/ensure-sign-in-is-asked-as-demanded.ts'
import { ensureSignInsShareNothing } from './checks/ensure-sign-ins-share-nothing.ts'
import { ensureSignedInAs } from './checks/ensure-signed-in-as.ts'
import { check, finding } from './checks/check.ts'
import './support/sign-in-words.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

/** Who is used to find out what the candidate does by itself, before the scenario's own user comes. */
const FORERUNNER = 'practice nurse'

/** The answer to the last attempt to sign in. */
const attempt = (world: AssayWorld) => world.answer as Answer<Session> | undefined

/** The post of a person at the practice with this job. */
function postOf(world: AssayWorld, persona: string, job: string): string {
  const { practice } = world
  const role = world.staff(persona).roles.find(({ code, organisation }) => code.endsWith(job) && organisation === practice)
  if (!role) throw new Error(`Failed to find a post of the ${persona}: config/world.yaml gives them none with job role ${job} at ${practice}.`)
  return role.id
}

async function signIn(world: AssayWorld, persona: string, roleId = world.staff(persona).roles[0]?.id): Promise<void> {
  const answer = await world.candidate.identity.signIn(world.staff(persona), roleId === undefined ? {} : { roleId })
  world.answer = answer
  if (!answer.ok) return
  world.sessions.set(persona, answer.value)
  world.session = answer.value
}

When('a/an/the {persona} signs in', async function (this: AssayWorld, persona: string) {
  await signIn(this, persona)
})

When('a/an/the {persona} signs in as a {post}', async function (this: AssayWorld, persona: string, job: string) {
  await signIn(this, persona, postOf(this, persona, job))
})

Given('a/an/the {persona} is signed in as a {post}', async function (this: AssayWorld, persona: string, job: string) {
  await signIn(this, persona, postOf(this, persona, job))
  must(attempt(this)!, `sign in as ${persona}`)
})

When('a/an/the {persona} turns back at CIS2', async function (this: AssayWorld, persona: string) {
  this.answer = await this.candidate.identity.signIn(this.staff(persona), { turnBack: true })
})

Given('the identity that CIS2 hands over next {flaw}', async function (this: AssayWorld, flaw: IdTokenFlaw) {
  this.mustBeAlone('makes CIS2 hand over a flawed identity')
  await this.hub.outside.cis2.spoilNextIdToken({ flaw })
  this.notes.set('flaw', flaw)
})

After(async function (this: AssayWorld) {
  if (!this.notes.has('flaw')) return
  const left = await this.hub.outside.cis2.clearFlaws({})
  if (left.length) this.report('the flawed identity was handed over', [{ what: 'the candidate never fetched it', expected: 'an ID token asked for', seen: `${left.join(', ')} left over` }])
})

Given('CIS2 {trouble} when a sign-in is completed', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'cis2', operation: 'token', times: 'always', ...TROUBLES[trouble] })
})

Given('CIS2 {trouble} when it is asked for the roles of a user', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'cis2', operation: 'userinfo', times: 'always', ...TROUBLES[trouble] })
})

When('CIS2 is well again', async function (this: AssayWorld) {
  const unused = await this.clearFaults()
  if (unused.length) this.report('CIS2 was in trouble when it was needed', [{ what: 'the candidate did not call it', expected: 'a call', seen: 'none' }])
})

Given('CIS2 has taken up a new signing key since somebody last signed in', async function (this: AssayWorld) {
  const staff = this.staff(FORERUNNER)
  must(await this.candidate.identity.signIn(staff, { roleId: staff.roles[0]!.id }), `sign in as ${FORERUNNER}`)
  await this.hub.outside.cis2.rotateKeys({})
})

Given('a/an/the {persona} has signed in at CIS2 and not yet come back', async function (this: AssayWorld, persona: string) {
  this.notes.set('paused', await this.candidate.identity.pauseSignIn(this.staff(persona)))
})

const paused = (world: AssayWorld) => world.notes.get('paused') as PausedSignIn

When('they come back', async function (this: AssayWorld) {
  this.answer = await this.candidate.identity.resumeSignIn(paused(this), 'same')
  must(attempt(this)!, 'complete the sign-in')
})

When("somebody else's browser is led back in their place", async function (this: AssayWorld) {
  this.answer = await this.candidate.identity.resumeSignIn(paused(this), 'another')
})

When('somebody opens the address they came back by, on another computer', async function (this: AssayWorld) {
  this.answer = await this.candidate.identity.resumeSignIn(paused(this), 'another')
})

When('they change over to their post as a {post}', async function (this: AssayWorld, job: string) {
  this.answer = await this.candidate.identity.switchRole(this.user, postOf(this, personaOf(this), job))
})

When('they try to take up their post at the other practice', async function (this: AssayWorld) {
  const elsewhere = this.user.worker.roles.find(({ organisation }) => organisation !== this.practice)
  this.answer = await this.candidate.identity.switchRole(this.user, elsewhere!.id)
})

Then('the session is that of the {persona}', async function (this: AssayWorld, persona: string) {
  const answer = attempt(this)
  const session = answer?.ok ? await this.candidate.identity.describe(answer.value) : (answer as Answer<SessionDetails>)
  await this.check(ensureSignedInAs, { session, staff: this.staff(persona), roleId: this.staff(persona).roles[0]!.id })
})

Then('the session is that of the {persona}, as a {post}', async function (this: AssayWorld, persona: string, job: string) {
  await this.check(ensureSignedInAs, { session: await this.candidate.identity.describe(this.user), staff: this.staff(persona), roleId: postOf(this, persona, job) })
})

Then('only the posts at this practice can be chosen', async function (this: AssayWorld) {
  const here = this.user.worker.roles.filter(({ organisation }) => organisation === this.practice).map(({ id }) => id)
  const { availableRoleIds } = must(await this.candidate.identity.describe(this.user), 'describe the session')
  await this.check(ensureOffered, { offered: availableRoleIds, expected: here })
})

Then('nobody is signed in', async function (this: AssayWorld) {
  await this.check(ensureNobodySignedIn, { answer: attempt(this) })
})

Then('the user is told that the sign-in failed and can be started again', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-signed-in'], mentions: /(?=.*(sign[- ]?in|signed in|identity))(?=.*(again|verif|not |could))/is })
})

Then('the user is told that NHS sign-in is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-signed-in'], mentions: /(?=.*(NHS|CIS2|smartcard))(?=.*(try again|later|minutes|not available|cannot be reached))/is })
})

Then('the user is told that they have no role at this practice', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-signed-in', 'not-permitted'], mentions: /(?=.*\b(role|post|position|work)\b)(?=.*(practice|surgery|organisation))/is })
})

Then('CIS2 was asked for the sign-in as it demands', async function (this: AssayWorld) {
  await this.check(ensureSignInIsAskedAsDemanded, {})
})

Then('no sign-in used what an earlier one had used', async function (this: AssayWorld) {
  await this.check(ensureSignInsShareNothing, {})
})

function personaOf(world: AssayWorld): string {
  const [persona] = [...world.sessions].find(([, session]) => session === world.user) ?? []
  if (persona === undefined) throw new Error('Failed to say who acts: no persona has this session.')
  return persona
}

const ensureOffered = check('the user may choose among the roles they hold here, and no others', (_sight, { offered, expected }: { offered: readonly string[]; expected: readonly string[] }) => [
  ...offered.filter((id) => !expected.includes(id)).map((id) => finding('a role held elsewhere is offered', { expected, seen: id })),
  ...expected.filter((id) => !offered.includes(id)).map((id) => finding('a role held here is not offered', { expected: id, seen: offered })),
])
