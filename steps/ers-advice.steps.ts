import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import { CandidateFault } from '../candidate/port/faults.ts'
import type { AdviceQuestion, AdviceView } from '../candidate/port/referrals.ts'
import { check, finding } from './checks/check.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureReferralShown } from './checks/ensure-referral-shown.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { NOT_CONFIRMED, UNKNOWN } from './support/ers-answers.ts'
import type { ErsTrouble, KnownService } from './support/referral-words.ts'
import './support/referral-words.ts'
import { must, type AssayWorld } from './world.ts'

const ASK = { service: 'ers', operation: 'a044-create-advice-and-guidance-request' }

const askedOf = (world: AssayWorld) => world.notes.get('question') as AdviceQuestion
const adviceOf = (world: AssayWorld) => world.notes.get('advice') as AdviceView

async function ask(world: AssayWorld, persona: string, name: string, service: KnownService, more: Partial<AdviceQuestion> = {}): Promise<Answer<AdviceView>> {
  const session = await world.actAs(persona)
  world.named(name)
  const question: AdviceQuestion = {
    patientId: world.patient.view.id,
    priority: 'ROUTINE',
    specialty: service.specialty,
    clinicType: service.clinicType,
    serviceId: service.id,
    question: `${world.make.word('Ejection fraction 38 %, ')}: is a device indicated?`,
    mayConvert: true,
    ...more,
  }
  world.notes.set('question', question)
  return send(world, await world.candidate.referrals.askAdvice(session, question))
}

function send(world: AssayWorld, answer: Answer<AdviceView>): Answer<AdviceView> {
  if (answer.ok) world.notes.set('advice', answer.value)
  return (world.answer = answer)
}

When('the {persona} asks {service} about {word}', async function (this: AssayWorld, persona: string, service: KnownService, name: string) {
  await ask(this, persona, name, service)
})

Given('the {persona} has asked {service} about {word}', async function (this: AssayWorld, persona: string, service: KnownService, name: string) {
  must(await ask(this, persona, name, service), 'ask for advice')
})

When('the {persona} asks {service} about {word} for the {persona}', async function (this: AssayWorld, persona: string, service: KnownService, name: string, clinician: string) {
  await ask(this, persona, name, service, { clinicianId: this.staff(clinician).id })
})

When('the {persona} asks {service} about {word} without saying whether it may become a referral', async function (this: AssayWorld, persona: string, service: KnownService, name: string) {
  const { mayConvert: _mayConvert, ...rest } = { mayConvert: true }
  await ask(this, persona, name, service, { ...rest, mayConvert: undefined as never })
})

When('the {persona} asks {service} about {word}, and does not want it to become a referral', async function (this: AssayWorld, persona: string, service: KnownService, name: string) {
  await ask(this, persona, name, service, { mayConvert: false })
})

When('the {persona} asks the same question again', async function (this: AssayWorld, persona: string) {
  send(this, await this.candidate.referrals.askAdvice(await this.actAs(persona), askedOf(this)))
})

When('the {persona} opens the question as e-RS has it', async function (this: AssayWorld, persona: string) {
  send(this, await this.candidate.referrals.lookAtAdvice(await this.actAs(persona), adviceOf(this).id))
})

When('the {persona} reads which questions have been answered', async function (this: AssayWorld, persona: string) {
  this.answer = await this.candidate.referrals.adviceToReadList(await this.actAs(persona))
})

/** The booking reference that e-RS gave the question, whatever the candidate makes of it. */
async function ubrnAtErs(world: AssayWorld): Promise<string> {
  const [advice] = await world.hub.outside.ers.listAdviceRequests({ nhsNumber: world.patient.nhsNumber })
  if (!advice) throw new CandidateFault('The candidate said that it had asked; e-RS has no question about the patient.')
  return advice.ubrn
}

Given('the specialist has answered {string}', async function (this: AssayWorld, text: string) {
  await this.hub.outside.ers.respondToAdvice({ ubrn: await ubrnAtErs(this), text })
})

Given('the specialist has made a referral of it', async function (this: AssayWorld) {
  await this.hub.outside.ers.convertAdvice({ ubrn: await ubrnAtErs(this) })
})

Given('the conversation was closed in the e-RS web application', async function (this: AssayWorld) {
  await this.hub.outside.ers.continueAdviceOnTheWeb({ ubrn: await ubrnAtErs(this), end: 'closed' })
})

Given('e-RS takes the next question about {word} and then {ersTrouble}', async function (this: AssayWorld, name: string, trouble: ErsTrouble) {
  await this.inject({ ...ASK, subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

Then('e-RS has the question about {word}, by the {persona}, as it was written', async function (this: AssayWorld, name: string, persona: string) {
  const { nhsNumber } = this.named(name)
  const { question, serviceId, mayConvert, priority } = askedOf(this)
  await this.check(ensureQuestionAtErs, { nhsNumber, expected: { question, serviceId, priority, mayConvert: mayConvert === true, clinicianId: this.staff(persona).id } })
})

interface QuestionAtErs {
  question: string
  serviceId: string
  priority: string
  mayConvert: boolean
  clinicianId: string
}

const ensureQuestionAtErs = check('e-RS has the question as it was asked', async ({ outside }, { nhsNumber, expected }: { nhsNumber: string; expected: QuestionAtErs }) => {
  const [advice, ...more] = await outside.ers.listAdviceRequests({ nhsNumber })
  if (!advice) return finding('e-RS has no such question', { expected: expected.question, seen: 'none' })
  const seen: QuestionAtErs = { question: advice.messages[0]?.text ?? '', serviceId: advice.serviceId, priority: advice.priority, mayConvert: advice.mayConvert, clinicianId: advice.requester.userId }
  return [
    more.length > 0 && finding('e-RS has more than one', { expected: '1', seen: String(1 + more.length) }),
    ...Object.entries(expected).map(([name, value]) => {
      const there = seen[name as keyof QuestionAtErs]
      return there !== value && finding(`another ${name}`, { expected: value, seen: there })
    }),
  ]
})

Then('e-RS has {int} question(s) about {word}', async function (this: AssayWorld, count: number, name: string) {
  await this.check(ensureQuestions, { nhsNumber: this.named(name).nhsNumber, count })
})

const ensureQuestions = check('e-RS has as many questions as were meant', async ({ outside }, { nhsNumber, count }: { nhsNumber: string; count: number }) => {
  const asked = await outside.ers.listAdviceRequests({ nhsNumber })
  return asked.length !== count && finding('more or fewer', { expected: String(count), seen: String(asked.length) })
})

Then('nothing is asked in e-RS about {word}', async function (this: AssayWorld, name: string) {
  const { nhsNumber } = this.named(name)
  await this.check(ensureNotCalled, { service: 'ers', subject: nhsNumber })
  await this.check(ensureQuestions, { nhsNumber, count: 0 })
})

Then(/^the question is shown as (waiting for an answer|answered|closed)$/, async function (this: AssayWorld, how: keyof typeof STANDS) {
  await this.check(ensureStanding, { seen: this.answer?.ok ? adviceOf(this) : undefined, ...STANDS[how] })
})

const STANDS = {
  'waiting for an answer': { status: 'PROVIDER_RESPONSE_REQUIRED', mentions: /wait|answer/i },
  answered: { status: 'REFERRER_TO_REVIEW_RESPONSE', mentions: /answer|advice|respon/i },
  closed: { status: 'CONVERSATION_ENDED_CLOSED', mentions: /clos|end/i },
} as const

const ensureStanding = check('where the conversation stands is shown', async ({ outside }, { seen, status, mentions }: { seen: AdviceView | undefined; status: string; mentions: RegExp }) => {
  if (!seen) return finding('the question is not shown', { expected: status, seen: 'nothing' })
  const national = await outside.ers.listAdviceRequests({})
  return [
    !national.some(({ ubrn }) => ubrn === seen.ubrn) && finding('under another booking reference, or none', { expected: 'that of e-RS', seen: seen.ubrn ?? 'none' }),
    seen.status !== status && finding('as something else', { expected: status, seen: seen.status ?? 'nothing' }),
    !mentions.test(seen.statusWords ?? '') && finding('not in words', { expected: `words like ${mentions.source}`, seen: seen.statusWords ?? 'nothing' }),
  ]
})

Then('the answer {string} is shown', async function (this: AssayWorld, text: string) {
  const { messages } = must(this.answer as Answer<AdviceView>, 'open the question')
  await this.check(ensureAnswerShown, { messages, text })
})

const ensureAnswerShown = check('the whole answer is shown', (_sight, { messages, text }: { messages: AdviceView['messages']; text: string }) =>
  !messages.some((message) => message.text.trim() === text && message.from !== 'practice') && finding('not, or not as the specialist’s', { expected: text, seen: messages }),
)

Then(/^the question about (\S+) (is|is not) among them$/, async function (this: AssayWorld, name: string, is: string) {
  this.named(name)
  const ids = must(this.answer as Answer<AdviceView[]>, 'show what has been answered').map(({ id }) => id)
  await this.check(ensureAmong, { ids, id: adviceOf(this).id, expected: is === 'is' })
})

const ensureAmong = check('what has been answered is shown, and nothing else', (_sight, { ids, id, expected }: { ids: string[]; id: string; expected: boolean }) => ids.includes(id) !== expected && finding(expected ? 'it is not there' : 'it is there', { expected: expected ? id : `without ${id}`, seen: ids }))

Then("the referral is in {word}'s record under the same booking reference", async function (this: AssayWorld, name: string) {
  this.named(name)
  const [kept] = must(await this.candidate.referrals.ofPatient(this.user, this.patient.view.id), "show the patient's referrals")
  await this.check(ensureReferralShown, { seen: kept, expected: { status: 'active', ubrn: await ubrnAtErs(this), serviceIds: [askedOf(this).serviceId] } })
})

Then('the user is told to say whether it may become a referral', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /referral/i })
})

Then('the user is told that nobody knows whether the question was sent', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: UNKNOWN })
})

Then('the user is asked to look first whether it is there', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['needs-confirmation', 'already-done', 'rule'], mentions: /look|check|already|there/i })
})
