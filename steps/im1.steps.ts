import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import type { LinkageKey } from '../candidate/port/im1.ts'
import type { AppAnswer } from '../candidate/port/patient-facing.ts'
import type { IdTokenFlaw } from '../mocks/kit/oidc/id-token-flaws.ts'
import { check, finding } from './checks/check.ts'
import { at } from './checks/ensure-answered-as-published.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { notAsPublished } from './checks/published/shapes.ts'
import { readTrail } from './support/audit-trail.ts'
import './support/login-flaws.ts'
import { appExchange, tokenOf } from './support/patient-app.ts'
import { must, type AssayWorld, type Person } from './world.ts'

const DESK = 'receptionist'
/** Digits and letters that no key of any practice is. */
const WRONG_KEY = 'ZZZZZZZZZZZZZ'

interface Typed extends LinkageKey {
  odsCode: string
  surname: string
  dateOfBirth: string
}

const keysOf = (world: AssayWorld): LinkageKey[] => {
  const known = (world.notes.get('linkage keys') ?? []) as LinkageKey[]
  world.notes.set('linkage keys', known)
  return known
}

async function handOut(world: AssayWorld, name: string): Promise<void> {
  world.named(name)
  keysOf(world).push(must(await world.candidate.im1.handOutKey(await world.behindTheScenes(DESK), world.patient.view.id), 'hand out a linkage key'))
}

/** What a patient types into their app, from the last slip that the practice handed them. */
function typed(world: AssayWorld, { national }: Person, key = keysOf(world).at(-1)): Typed {
  if (!key) throw new Error('Failed to link an app: no step before this one handed out a key.')
  return { ...key, odsCode: world.practice, surname: national.family, dateOfBirth: national.birthDate }
}

/** Keeps an answer for the checks of patients' apps. */
function kept(world: AssayWorld, answer: AppAnswer, requestId?: string): AppAnswer {
  world.notes.set('app exchange', { answer, requestId, correlationId: undefined })
  return answer
}

const link = async (world: AssayWorld, details: Typed) => kept(world, await world.candidate.im1.link(details))

Given(/^the receptionist has handed (\w+) (?:a|another) key$/, async function (this: AssayWorld, name: string) {
  await handOut(this, name)
})

When('the receptionist hands {word} a key', async function (this: AssayWorld, name: string) {
  this.named(name)
  this.answer = await this.candidate.im1.handOutKey(await this.actAs(DESK), this.patient.view.id)
})

Given('nobody has handed {word} a key', function (this: AssayWorld, name: string) {
  this.named(name)
})

async function linked(world: AssayWorld, name: string): Promise<void> {
  await handOut(world, name)
  await linkOwn(world, name)
}

async function linkOwn(world: AssayWorld, name: string): Promise<void> {
  const { status, text } = await link(world, typed(world, world.named(name)))
  if (status !== 201) await world.check(ensureLinked, { answer: { status, text } })
}

Given("{word}'s app is linked", async function (this: AssayWorld, name: string) {
  await linked(this, name)
})

Given('{word} has linked her/his/their app', async function (this: AssayWorld, name: string) {
  await linkOwn(this, name)
})

Given("{word}'s app is linked, and {word} has left the practice", async function (this: AssayWorld, name: string, _again: string) {
  await linked(this, name)
  must(await this.candidate.demographics.deduct(await this.behindTheScenes(DESK), this.patient.view.id), 'take the patient off the list')
})

Given("{word}'s app is linked, and the practice has ended her/his/their account", async function (this: AssayWorld, name: string) {
  await linked(this, name)
  must(await this.candidate.im1.endAccount(await this.behindTheScenes(DESK), this.patient.view.id), 'end an online account')
})

Given("somebody has tried {int} wrong keys for {word}'s account", async function (this: AssayWorld, attempts: number, name: string) {
  const details = typed(this, this.named(name))
  for (let attempt = 0; attempt < attempts; attempt++) await link(this, { ...details, linkageKey: WRONG_KEY })
})

When('{word} links her/his/their app', async function (this: AssayWorld, name: string) {
  await link(this, typed(this, this.named(name)))
})

When('{word} links her/his/their app, writing her/his/their name in capitals', async function (this: AssayWorld, name: string) {
  const details = typed(this, this.named(name))
  await link(this, { ...details, surname: details.surname.toUpperCase() })
})

When('{word} links her/his/their app with the key before', async function (this: AssayWorld, name: string) {
  await link(this, typed(this, this.named(name), keysOf(this)[0]))
})

/** One detail that is not the patient's, and all others right. */
const ANOTHER: Record<string, (details: Typed) => Partial<Typed>> = {
  surname: () => ({ surname: 'Somebody-Else' }),
  'date of birth': () => ({ dateOfBirth: '1990-01-02' }),
  key: () => ({ linkageKey: WRONG_KEY }),
  account: () => ({ accountId: '0000000001' }),
  practice: () => ({ odsCode: 'A99902' }),
}

When(new RegExp(`^somebody links an app with (\\w+)'s details, but with another (${Object.keys(ANOTHER).join('|')})$`), async function (this: AssayWorld, name: string, detail: string) {
  const details = typed(this, this.named(name))
  await link(this, { ...details, ...ANOTHER[detail]!(details) })
})

/** Headers of the published request, by the words of scenarios. */
const HEADERS: Record<string, string> = { 'the application id': 'NHSE-Application-ID', 'the request id': 'NHSE-Request-ID', 'the practice': 'NHSE-ODS-Code' }

async function authenticate(world: AssayWorld, name: string, { token, without }: { token?: string; without?: string } = {}): Promise<void> {
  const person = world.named(name)
  const requestId = randomUUID()
  const headers: Record<string, string> = {
    'Authorization': `Bearer ${token ?? (await tokenOf(world, person))}`,
    'NHSE-Application-ID': 'assay',
    'NHSE-Request-ID': requestId,
    'NHSE-Forward-To': 'https://example.com',
    'NHSE-ODS-Code': world.practice,
  }
  if (without !== undefined) delete headers[without]
  kept(world, await world.candidate.im1.authenticate(headers), without === 'NHSE-Request-ID' ? undefined : requestId)
}

When("{word}'s app asks for a session", async function (this: AssayWorld, name: string) {
  await authenticate(this, name)
})

When(new RegExp(`^(\\w+)'s app asks for a session without (${Object.keys(HEADERS).join('|')})$`), async function (this: AssayWorld, name: string, what: string) {
  await authenticate(this, name, { without: HEADERS[what]! })
})

When("an app asks for {word}'s session with a token that {loginFlaw}", async function (this: AssayWorld, name: string, flaw: IdTokenFlaw) {
  await authenticate(this, name, { token: await tokenOf(this, this.named(name), { flaw }) })
})

const ensureLinked = check('the app is linked', (_sight, { answer }: { answer: Pick<AppAnswer, 'status' | 'text'> }) => answer.status !== 201 && finding('it was refused', { expected: '201', seen: `${answer.status}: ${answer.text.slice(0, 200)}` }))

Then('the app is linked', async function (this: AssayWorld) {
  await this.check(ensureLinked, { answer: appExchange(this).answer })
})

/** Refused in the published form. Source: IM1 PFS Auth API, errors. */
const ensureIm1Refusal = check('the app is refused as IM1 has it', (_sight, { exchange, status, codes }: { exchange: ReturnType<typeof appExchange>; status: number; codes: readonly string[] }) => {
  const { answer } = exchange
  const outcome = (answer.json ?? {}) as { issue?: { details?: { coding?: { code?: string }[] } }[] }
  const seen = (Array.isArray(outcome.issue) ? outcome.issue : []).flatMap((issue) => issue.details?.coding ?? []).map(({ code }) => code ?? '')
  return at(exchange, [
    (answer.status !== status || !codes.some((code) => seen.includes(code))) && finding('refused otherwise, or not at all', { expected: `${status} ${codes.join(' or ')}`, seen: `${answer.status} ${seen.join(', ') || answer.text.slice(0, 200)}` }),
    ...(answer.status >= 400 ? notAsPublished('im1', 'OperationOutcome', answer.json).slice(0, 5).map((wrong) => finding(wrong)) : []),
  ])
})

const refused = (world: AssayWorld, status: number, ...codes: string[]) => world.check(ensureIm1Refusal, { exchange: appExchange(world), status, codes })

Then('the app is told that there is no such account', async function (this: AssayWorld) {
  await refused(this, 404, 'RESOURCE_NOT_FOUND', 'NOT_FOUND')
})

Then('the app is told that it has no access', async function (this: AssayWorld) {
  await refused(this, 403, 'ACCESS_DENIED', 'FORBIDDEN')
})

Then('the app is told that its token is no good', async function (this: AssayWorld) {
  await refused(this, 401, 'ACCESS_DENIED', 'UNAUTHORIZED')
})

Then('the app is told that the request is not complete for IM1', async function (this: AssayWorld) {
  await refused(this, 400, 'MISSING_HEADER', 'INVALID_HEADER', 'BAD_REQUEST')
})

Then('the app is told the same as if there were no such account', async function (this: AssayWorld) {
  await refused(this, 404, 'RESOURCE_NOT_FOUND', 'NOT_FOUND')
  const { answer } = appExchange(this)
  const unknown = await this.candidate.im1.link({ odsCode: this.practice, accountId: '0000000002', linkageKey: WRONG_KEY, surname: 'Nobody', dateOfBirth: '1990-01-02' })
  await this.check(ensureSame, { told: answer.text, unknown: unknown.text })
})

const ensureSame = check('nobody can tell which detail was wrong', (_sight, { told, unknown }: { told: string; unknown: string }) => told !== unknown && finding('told something else', { expected: unknown.slice(0, 300), seen: told.slice(0, 300) }))

Then('the app is given a session for {word}, with her record in detail, without documents, and without ordering', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  await this.check(ensureSession, { exchange: appExchange(this), practice: this.practice, nhsNumber, family: national.family, birthDate: national.birthDate })
})

/** A session as published, for the right patient, with the permissions that were arranged. Source: IM1 PFS Auth API, ResponseModel. */
const ensureSession = check(
  'the app is given a session as published, with what was arranged',
  (_sight, { exchange, practice, nhsNumber, family, birthDate }: { exchange: ReturnType<typeof appExchange>; practice: string; nhsNumber: string; family: string; birthDate: string }) => {
    const { answer, requestId } = exchange
    if (answer.status !== 201) return at(exchange, [finding('no session', { expected: '201', seen: `${answer.status}: ${answer.text.slice(0, 300)}` })])
    const session = (answer.json ?? {}) as { odsCode?: string; user?: Shown; patients?: Shown[] }
    const { user } = session
    const differs = (what: string, expected: unknown, seen: unknown) => seen !== expected && finding(`another ${what}`, { expected, seen: seen ?? 'nothing' })
    const [permissions, record] = [user?.permissions, user?.permissions?.medicalRecord]
    return at(exchange, [
      ...notAsPublished('im1', 'session', answer.json).slice(0, 8).map((wrong) => finding(wrong)),
      differs('practice', practice, session.odsCode),
      differs('surname', family, user?.surname),
      differs('date of birth', birthDate, user?.dateOfBirth),
      ...(session.patients ?? []).map(({ patientIdentifiers }) => !patientIdentifiers?.some(({ value }) => value === nhsNumber) && finding('a session for somebody else', { expected: nhsNumber, seen: patientIdentifiers })),
      // The other of the two published forms lists services by number; which those are is not published.
      !Array.isArray(permissions) && differs('access to the record', 'DetailedCodedCareRecord', record?.recordAccessScheme),
      !Array.isArray(permissions) && differs('access to documents', false, record?.documentsEnabled),
      !Array.isArray(permissions) && differs('right to order', false, permissions?.prescribingEnabled),
      differs('request id mirrored', requestId, answer.headers['nhse-request-id']),
    ])
  },
)

interface Shown {
  surname?: string
  dateOfBirth?: string
  patientIdentifiers?: { value?: string }[]
  permissions?: { prescribingEnabled?: boolean; medicalRecord?: { recordAccessScheme?: string; documentsEnabled?: boolean } }
}

Then('the user is told that she/he is too young', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid', 'not-permitted'], mentions: /under|young|age|13|16/i })
})

Then('the audit trail says that {word} opened a session', async function (this: AssayWorld, name: string) {
  const userId = this.named(name).nhsNumber
  const patientId = this.patient.view.id
  const lines = (await readTrail(this, { patientId })).filter(({ event }) => /session|authenticat|sign-in|login/i.test(event))
  await this.check(ensureAudited, { lines, fact: { success: true, userId, patientId } })
})

Then('the audit trail says that {word} linked an app', async function (this: AssayWorld, name: string) {
  const userId = this.named(name).nhsNumber
  const patientId = this.patient.view.id
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId }), fact: { success: true, userId, patientId } })
})
