import { Given, Then, When } from '@cucumber/cucumber'
import { CandidateFault } from '../candidate/port/faults.ts'
import type { Session, SessionDetails } from '../candidate/port/identity.ts'
import { check, finding } from './checks/check.ts'
import { ensureCredentialsAreKeptSafe } from './checks/ensure-credentials-are-kept-safe.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { must, type AssayWorld } from './world.ts'

/** How long the candidate lets a session be idle. */
async function idleLimit(world: AssayWorld, session: Session): Promise<number> {
  const { idleTimeoutSeconds } = must(await world.candidate.identity.describe(session), 'describe the session')
  if (idleTimeoutSeconds > 0) return idleTimeoutSeconds
  throw new CandidateFault('The candidate does not say after how long an idle session ends: expected idleTimeoutSeconds above zero.')
}

/** Somebody goes on using the system, with pauses that are almost too long. */
async function workOn(world: AssayWorld, session: Session, seconds: number): Promise<void> {
  const pause = Math.floor((await idleLimit(world, session)) * 0.9)
  for (let passed = 0; passed <= seconds; passed += pause) {
    await world.passTime(pause)
    const { ok } = await world.candidate.demographics.read(session, world.patient.view.id)
    if (!ok) return
  }
}

When('the {persona} leaves the desk for as long as a session may be idle', async function (this: AssayWorld, persona: string) {
  await this.passTime((await idleLimit(this, await this.actAs(persona))) + 1)
})

When('the {persona} works on for twice as long as a session may be idle', async function (this: AssayWorld, persona: string) {
  const session = await this.actAs(persona)
  await workOn(this, session, 2 * (await idleLimit(this, session)))
})

When('the {persona} works on for {int} hours', async function (this: AssayWorld, persona: string, hours: number) {
  await workOn(this, await this.actAs(persona), hours * 60 * 60)
})

When('{int} minute(s) pass(es)', async function (this: AssayWorld, minutes: number) {
  await this.passTime(minutes * 60)
})

When("the {persona} opens {word}'s details", async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.openForEditing(await this.actAs(persona), this.patient.view.id)
})

Then('the details are shown', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
})

Given("somebody has copied what the {persona}'s browser knows", async function (this: AssayWorld, persona: string) {
  this.notes.set('copy', this.candidate.identity.copyCredentials(await this.actAs(persona)))
})

When('the {persona} signs out', async function (this: AssayWorld, persona: string) {
  must(await this.candidate.identity.signOut(await this.actAs(persona)), 'sign out')
})

When("whoever has the copy opens {word}'s details", async function (this: AssayWorld, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.openForEditing(this.notes.get('copy') as Session, this.patient.view.id)
})

Then('the user is told to sign in', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-signed-in'], mentions: /sign(ed)? (in|out)|smartcard/i })
})

When("whoever has the copy looks at {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  this.answer = await this.candidate.demographics.read(this.notes.get('copy') as Session, this.patient.view.id)
})

When("the {persona} signs in with the {persona}'s browser", async function (this: AssayWorld, persona: string, owner: string) {
  const staff = this.staff(persona)
  const session = must(await this.candidate.identity.signIn(staff, { roleId: staff.roles[0]!.id, inBrowserOf: await this.actAs(owner) }), `sign in as ${persona}`)
  this.sessions.set(persona, (this.session = session))
})

Then("the copy does not open the {persona}'s session", async function (this: AssayWorld, persona: string) {
  const opened = await this.candidate.identity.describe(this.notes.get('copy') as Session)
  await this.check(ensureNotTheirs, { opened: opened.ok ? opened.value : undefined, userId: this.staff(persona).id })
})

Then('the user is told that the session has ended, and why', async function (this: AssayWorld) {
  await this.check(ensureRefused, {
    answer: this.answer,
    reasons: ['not-signed-in'],
    mentions: /(?=.*(signed out|session|ended|expired|timed? ?out))(?=.*(nothing happened|inactiv|idle|for a while|as long as|limit|too long|minutes|hours))/is,
  })
})

Then('what the browser keeps is out of reach of scripts and of other sites, encrypted on its way, and gone with the window', async function (this: AssayWorld) {
  const credentials = await this.candidate.identity.credentials(this.user)
  await this.check(ensureCredentialsAreKeptSafe, { credentials, encrypted: this.place.candidate.baseUrl.startsWith('https:') })
})

const ensureNotTheirs = check('a session is opened only by what was made at its own sign-in', (_sight, { opened, userId }: { opened: SessionDetails | undefined; userId: string }) =>
  opened?.userId === userId && finding('what the browser had before now opens the session of who signed in after', { expected: 'no session of theirs', seen: opened.displayName }),
)
