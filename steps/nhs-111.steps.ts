import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import type { ConsumerAnswer } from '../candidate/port/gp-connect.ts'
import { CandidateFault } from '../candidate/port/faults.ts'
import { check, finding } from './checks/check.ts'
import { certificateOf, type ShownCertificate } from './support/consumer.ts'
import { writeLetterAbout } from './support/letter-post.ts'
import { SENDERS, writeLetter } from './support/letters.ts'
import { FLAWS_111, makeReport111, message111, type Flaw111, type Report111 } from './support/nhs111.ts'
import type { AssayWorld } from './world.ts'

const KIND = 'report of the call'

const reportOf = (world: AssayWorld) => world.notes.get('111 report') as Report111
const answerOf = (world: AssayWorld) => world.notes.get('111 answer') as ConsumerAnswer

/** Writes the report of somebody's call. */
function write(world: AssayWorld, name: string, change: Partial<Report111> = {}): Report111 {
  return { ...makeReport111(writeLetterAbout(world, KIND, name), world.practice), ...change }
}

/** Sends a report over the web service, and keeps what came back. */
async function send(world: AssayWorld, report: Report111, shown: ShownCertificate = 'other'): Promise<ConsumerAnswer> {
  const certificate = await certificateOf(world, shown)
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:nhs-itk:services:201005:SendNHS111Report-v2-0"' }
  const answer = await world.candidate.documents.receive111({ headers, body: message111(report), ...(certificate && { certificate }) })
  world.notes.set('111 report', report)
  world.notes.set('111 answer', answer)
  return answer
}

/** Another version of what was sent, as a document of its own. */
function versionOf(world: AssayWorld, { letter, setId, address }: Report111, version: number): Report111 {
  const changed = writeLetter(letter.kind, letter.about, `Reference ${world.make.word('letter')}, version ${version}.`)
  return { letter: changed, trackingId: randomUUID().toUpperCase(), recipient: 'copy', address, setId, version }
}

Given("NHS 111 has sent a copy of the report of {word}'s call", async function (this: AssayWorld, name: string) {
  const { status, text } = await send(this, write(this, name, { version: 2 }))
  if (status !== 200) throw new CandidateFault(`The candidate did not take a report of NHS 111: it answered ${status} and "${text.slice(0, 200)}".`)
})

When("NHS 111 sends a copy of the report of {word}'s call", async function (this: AssayWorld, name: string) {
  await send(this, write(this, name))
})

When("NHS 111 sends the report of {word}'s call because it has sent her to the practice", async function (this: AssayWorld, name: string) {
  await send(this, write(this, name, { recipient: 'primary' }))
})

When(new RegExp(`^NHS 111 sends a copy of the report of (\\w+)'s call with (${Object.keys(FLAWS_111).join('|')})$`), async function (this: AssayWorld, name: string, flaw: Flaw111) {
  await send(this, write(this, name, { flaw }))
})

When("NHS 111 sends a copy of the report of {word}'s call to another practice's address", async function (this: AssayWorld, name: string) {
  await send(this, write(this, name, { address: SENDERS['Ashdown']!.odsCode }))
})

When("NHS 111 sends a copy of the report of a call with {word}'s NHS number and another surname", async function (this: AssayWorld, name: string) {
  const report = write(this, name)
  report.letter.about = { ...report.letter.about, family: this.make.familyName('Whitlock') }
  await send(this, report)
})

When('NHS 111 sends the same message again', async function (this: AssayWorld) {
  await send(this, reportOf(this))
})

When('NHS 111 sends a later version of it', async function (this: AssayWorld) {
  const first = reportOf(this)
  this.notes.set('old letter', first.letter)
  const later = versionOf(this, first, 3)
  this.notes.set('letter', later.letter)
  await send(this, later)
})

When('NHS 111 sends an earlier version of it', async function (this: AssayWorld) {
  const first = reportOf(this)
  this.notes.set('old letter', first.letter)
  await send(this, versionOf(this, first, 1))
})

When("somebody without a certificate sends a report of {word}'s call in the name of NHS 111", async function (this: AssayWorld, name: string) {
  await send(this, write(this, name), 'none')
})

const ensureTaken = check('NHS 111 is told that the report was taken', (_sight, { answer, trackingId }: { answer: ConsumerAnswer; trackingId: string }) => [
  answer.status !== 200 && finding('another status', { expected: 200, seen: answer.status }),
  !/<(\w+:)?SimpleMessageResponse[\s>]/.test(answer.text) && finding('no SimpleMessageResponse', { expected: 'SimpleMessageResponse', seen: answer.text.slice(0, 300) }),
  !answer.text.includes(`OK:${trackingId}`) && finding('it does not say which report', { expected: `OK:${trackingId}`, seen: answer.text.slice(0, 600) }),
  !answer.text.includes('SendNHS111Report-v2-0Response') && finding('another action', { expected: 'SendNHS111Report-v2-0Response', seen: answer.text.slice(0, 300) }),
])

const ensureFault = check('NHS 111 is told why the report was not taken', (_sight, { answer, words }: { answer: ConsumerAnswer; words: string }) => [
  answer.status < 400 && finding('a good status', { expected: 'a failure', seen: answer.status }),
  !/<(\w+:)?Fault[\s>]/.test(answer.text) && finding('no SOAP fault', { expected: 'Fault', seen: answer.text.slice(0, 300) }),
  !/<(\w+:)?ToolkitErrorInfo[\s>]/.test(answer.text) && finding('no ToolkitErrorInfo', { expected: 'ToolkitErrorInfo', seen: answer.text.slice(0, 300) }),
  !answer.text.includes(words) && finding('other words', { expected: words, seen: /ErrorText>([^<]*)</.exec(answer.text)?.[1] ?? answer.text.slice(0, 300) }),
])

Then('NHS 111 is told that the report was taken', async function (this: AssayWorld) {
  await this.check(ensureTaken, { answer: answerOf(this), trackingId: reportOf(this).trackingId })
})

Then('NHS 111 is told what is wrong with the message', async function (this: AssayWorld) {
  await this.check(ensureFault, { answer: answerOf(this), words: FLAWS_111[reportOf(this).flaw!] })
})

Then('NHS 111 is told that the report was not taken', async function (this: AssayWorld) {
  await this.check(ensureFault, { answer: answerOf(this), words: 'Invalid message' })
})

const ensureTurnedAway = check('the caller is turned away', (_sight, { answer }: { answer: ConsumerAnswer }) =>
  answer.status !== 0 && answer.status !== 401 && answer.status !== 403 && finding('it was let in', { expected: 'a refused connection, 401 or 403', seen: answer.status }),
)

Then('the caller is turned away', async function (this: AssayWorld) {
  await this.check(ensureTurnedAway, { answer: answerOf(this) })
})
