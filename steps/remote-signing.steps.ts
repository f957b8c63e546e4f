import { Given, Then, When } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import type { Fault } from '../mocks/kit/faults.ts'
import { check, finding } from './checks/check.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureNothingAtEps } from './checks/ensure-nothing-at-eps.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { medicationOf } from './support/medication.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

const SERVICE = 'digital-signature'
const PRESCRIBERS = ['GP', 'second GP']

/** Makes sure that the service holds keys of the prescribers, with certificates that EPS trusts. */
async function enrolPrescribers(world: AssayWorld): Promise<void> {
  const { eps, [SERVICE]: signing } = world.hub.outside
  for (const persona of PRESCRIBERS) {
    const userId = world.staff(persona).id
    if (await signing.isEnrolled({ userId })) continue
    const { certificate, privateKey } = await eps.issuePrescriberCertificate({ userId })
    if (privateKey === undefined) throw new Error(`Failed to enrol ${persona}: EPS made a certificate without a key.`)
    await signing.enrol({ userId, certificate, privateKey })
  }
}

async function ask(world: AssayWorld, persona: string): Promise<void> {
  await enrolPrescribers(world)
  const answer = await world.candidate.prescribing.requestSignature(await world.actAs(persona), medicationOf(world).items.map(({ id }) => id))
  if (answer.ok) world.notes.set('signing', answer.value)
  world.answer = answer
}

async function goOn(world: AssayWorld, persona: string): Promise<void> {
  const session = await world.actAs(persona)
  const answer = await world.candidate.prescribing.finishSignature(session, String(world.notes.get('signing')))
  if (answer.ok) medicationOf(world).prescriptions.push(answer.value)
  world.answer = answer
}

Given('the {persona} has asked for a remote signature', async function (this: AssayWorld, persona: string) {
  await ask(this, persona)
  must(this.answer!, 'ask for a remote signature')
})

When('the {persona} asks for a remote signature', async function (this: AssayWorld, persona: string) {
  await ask(this, persona)
})

Given('the {persona} has confirmed the signature', async function (this: AssayWorld, persona: string) {
  await this.hub.outside[SERVICE].answer({ userId: this.staff(persona).id })
})

Given('the {persona} has declined the signature', async function (this: AssayWorld, persona: string) {
  await this.hub.outside[SERVICE].answer({ userId: this.staff(persona).id, declines: true })
})

Given('the {persona} has gone on with the signature', async function (this: AssayWorld, persona: string) {
  await goOn(this, persona)
  must(this.answer!, 'sign and send it')
})

Given('the {persona} has gone on too early', async function (this: AssayWorld, persona: string) {
  await goOn(this, persona)
})

When('the {persona} goes on with the signature', async function (this: AssayWorld, persona: string) {
  await goOn(this, persona)
})

const FLAWS = {
  'over something else': 'other-content',
  'that of another prescriber': 'other-signer',
  'not made with the key it names': 'not-of-the-key',
  missing: 'one-missing',
} as const

Given(new RegExp(`^the next signature of the ([\\w ]+?) is (${Object.keys(FLAWS).join('|')})$`), async function (this: AssayWorld, persona: string, flaw: keyof typeof FLAWS) {
  this.mustBeAlone('spoils the next signature of a prescriber')
  await this.hub.outside[SERVICE].spoilNext({ userId: this.staff(persona).id, flaw: FLAWS[flaw] })
})

const trouble = (world: AssayWorld, fault: Pick<Fault, 'operation' | 'times'>, shape: Trouble) => world.inject({ service: SERVICE, ...fault, ...TROUBLES[shape] })

Given('the signature service {trouble} whenever a signature is asked for', async function (this: AssayWorld, shape: Trouble) {
  await trouble(this, { operation: 'signaturerequest', times: 'always' }, shape)
})

Given('the signature service {trouble} when the signature is next fetched', async function (this: AssayWorld, shape: Trouble) {
  await trouble(this, { operation: 'signatureresponse' }, shape)
})

const told = (world: AssayWorld, reasons: readonly RefusalReason[], mentions: RegExp) => world.check(ensureRefused, { answer: world.answer, reasons, mentions })

Then('the user is told to confirm the signature', async function (this: AssayWorld) {
  await told(this, ['rule', 'invalid'], /confirm/i)
})

Then('the user is told that the signature was declined', async function (this: AssayWorld) {
  await told(this, ['rule'], /declin|not confirmed/i)
})

Then('the user is told that the signature cannot be used', async function (this: AssayWorld) {
  await told(this, ['national-unreadable', 'national-refused', 'rule'], /signature/i)
})

Then('the user is told that somebody else asked for it', async function (this: AssayWorld) {
  await told(this, ['not-permitted', 'rule', 'not-found'], /somebody else|only/i)
})

Then('the user is told that the signature service is in trouble', async function (this: AssayWorld) {
  await told(this, ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable'], /signature/i)
})

Then('the signature service is not asked', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: SERVICE, operation: 'signaturerequest' })
})

Then('no prescription for {word} was sent to EPS', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureNotCalled, { service: 'eps', operation: 'process-message', subject: nhsNumber })
  await this.check(ensureNothingAtEps, { nhsNumber })
})

Then('the signature service is given one document to sign, and nothing about {word} or her/his/their medicine', async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  const [order] = medicationOf(this).orders
  const secrets = { 'NHS number': nhsNumber, 'family name': national.family, 'date of birth': national.birthDate, medicine: order!.term }
  await this.check(ensureOnlyTheDigest, { userId: this.staff('GP').id, secrets })
})

/** The service is given the SignedInfo of the prescription and nothing that a person could read. Source: EPS, $prepare; NHS Digital Signature Service, signaturerequest. */
const ensureOnlyTheDigest = check('the signature service is given what is signed, and no more', async ({ calls, outside }, { userId, secrets }: { userId: string; secrets: Record<string, string> }) => {
  const [call, ...more] = await calls({ service: SERVICE, operation: 'signaturerequest' })
  if (!call || more.length > 0) return finding('asked more or less than once', { expected: '1 request', seen: `${more.length + (call ? 1 : 0)}`, at: call })
  const asked = await outside[SERVICE].lastRequest({ userId })
  const content = (asked?.payloads ?? []).map(({ payload }) => Buffer.from(payload, 'base64').toString('utf8'))
  const claims = JSON.stringify(asked?.claims ?? {})
  return [
    content.length !== 1 && finding('another number of documents', { expected: 1, seen: content.length, at: call }),
    ...content.map((text) => !/^<SignedInfo\b/.test(text) && finding('not what EPS prepared', { expected: 'a SignedInfo', seen: text.slice(0, 80), at: call })),
    ...Object.entries(secrets).map(([what, value]) => [claims, ...content].some((text) => text.toLowerCase().includes(value.toLowerCase())) && finding(`the ${what} is told`, { expected: 'nothing', seen: value, at: call })),
  ]
})
