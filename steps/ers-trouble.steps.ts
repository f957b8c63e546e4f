import { Given, Then, When } from '@cucumber/cucumber'
import type { ReferralView } from '../candidate/port/referrals.ts'
import { check, finding } from './checks/check.ts'
import { ensureRecoveredOnce } from './checks/ensure-recovered-once.ts'
import { ensureReferralShown } from './checks/ensure-referral-shown.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { NOT_CONFIRMED, UNKNOWN } from './support/ers-answers.ts'
import { SERVICES, type ErsTrouble, type KnownService } from './support/referral-words.ts'
import './support/referral-words.ts'
import { openAgain, seenOf, wantedOf } from './support/referrals.ts'
import { must, type AssayWorld } from './world.ts'

const CREATE = { service: 'ers', operation: 'a011-create-referral' }
const WORKLIST = { service: 'ers', operation: 'a008-retrieve-worklist' }

Given('e-RS {ersTrouble} when a referral of {word} is next created', async function (this: AssayWorld, trouble: ErsTrouble, name: string) {
  await this.inject({ ...CREATE, subject: this.named(name).nhsNumber, ...trouble })
})

Given('e-RS {ersTrouble} whenever a referral of {word} is created', async function (this: AssayWorld, trouble: ErsTrouble, name: string) {
  await this.inject({ ...CREATE, subject: this.named(name).nhsNumber, times: 'always', ...trouble })
})

Given('e-RS creates the next referral of {word} and then {ersTrouble}', async function (this: AssayWorld, name: string, trouble: ErsTrouble) {
  await this.inject({ ...CREATE, subject: this.named(name).nhsNumber, processed: true, ...trouble })
})

Given('e-RS {ersTrouble} whenever a worklist is read', async function (this: AssayWorld, trouble: ErsTrouble) {
  await this.inject({ ...WORKLIST, times: 'always', ...trouble })
})

When('e-RS is well again', async function (this: AssayWorld) {
  const unused = await this.clearFaults()
  if (unused.length) this.report('e-RS was in trouble when it was needed', [{ what: 'the candidate did not call it', expected: 'a call', seen: 'none' }])
})

Given("the platform withdraws the {persona}'s leave when a referral of {word} is next created", async function (this: AssayWorld, _persona: string, name: string) {
  await this.inject({ ...CREATE, subject: this.named(name).nhsNumber, kind: 'expired-token' })
})

Given('the {persona} has referred {word} to {service} in the e-RS web application', async function (this: AssayWorld, persona: string, name: string, service: KnownService) {
  const referred = this.people.get([...this.people.keys()].find((each) => each.split(' ')[0] === name) ?? '')
  await this.hub.outside.ers.referOnTheWeb({
    nhsNumber: referred!.nhsNumber,
    userId: this.staff(persona).id,
    organisation: this.practice,
    specialty: service.specialty,
    clinicType: service.clinicType,
    services: [service.id],
  })
})

const PROBLEMS = { 'her record cannot be used': 'PATIENT_ERROR', 'she has no registered practice': 'NO_REG_GP_PRACTICE', 'it does not know her': 'REFERENCE_NOT_FOUND' } as const

Given(/^e-RS finds about (\S+) that (her record cannot be used|she has no registered practice|it does not know her)$/, async function (this: AssayWorld, name: string, problem: keyof typeof PROBLEMS) {
  await this.hub.outside.ers.putPatient({ nhsNumber: this.named(name).nhsNumber, problem: PROBLEMS[problem] })
})

Then('the user is told that e-RS did not take the referral', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: /e-?RS|e-Referral|referral service/i })
})

Then('the user is told that nobody knows whether the referral was created', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: NOT_CONFIRMED, mentions: UNKNOWN })
})

Then('the referral is kept, to be sent', async function (this: AssayWorld) {
  const { reason, priority, serviceIds } = wantedOf(this)
  const kept = must(await this.candidate.referrals.ofPatient(this.user, this.patient.view.id), "show the patient's referrals")
  const seen = kept.find(({ id }) => id === seenOf(this).id)
  await this.check(ensureReferralShown, { seen, expected: { serviceIds, ...(reason !== undefined && { reason }), ...(priority !== undefined && { priority }) } })
  await this.check(ensureNotShownAsSent, { seen })
})

const ensureNotShownAsSent = check('nobody takes the referral for sent', (_sight, { seen }: { seen: ReferralView | undefined }) => [
  seen !== undefined && seen.status !== 'draft' && seen.status !== 'unconfirmed' && finding('it looks as if it had been sent, or given up', { expected: 'draft or unconfirmed', seen: seen.status }),
  seen?.ubrn !== undefined && finding('it has a booking reference', { expected: 'none', seen: seen.ubrn }),
])

Then('the referral is kept, as not confirmed', async function (this: AssayWorld) {
  const { reason, serviceIds } = wantedOf(this)
  const seen = await openAgain(this)
  await this.check(ensureReferralShown, { seen, expected: { status: 'unconfirmed', serviceIds, ...(reason !== undefined && { reason }) } })
})

Then(/^a task reminds the practice of the (referral|letter|question)$/, async function (this: AssayWorld, what: keyof typeof REMINDS) {
  const tasks = must(await this.candidate.tasks.open(this.user, this.patient.view.id), 'show the tasks')
  await this.check(ensureReminded, { texts: tasks.map(({ text }) => text), mentions: REMINDS[what] })
})

const REMINDS = { referral: /refer/i, letter: /letter/i, question: /advice|question/i } as const

const ensureReminded = check('a task says what has to be seen to', (_sight, { texts, mentions }: { texts: string[]; mentions: RegExp }) =>
  !texts.some((text) => mentions.test(text)) && finding('no task says so', { expected: `words like ${mentions.source}`, seen: texts.length ? texts : 'no task' }),
)

Then('the system sent the referral once more with new leave', async function (this: AssayWorld) {
  await this.check(ensureRecoveredOnce, { ...CREATE, subject: this.patient.nhsNumber })
})

Then("{word}'s record has the reference of the referral to {service}", async function (this: AssayWorld, name: string, { id }: KnownService) {
  const { nhsNumber } = this.named(name)
  const referral = (await this.hub.outside.ers.listReferrals({ nhsNumber })).find(({ shortlist }) => shortlist.includes(id))
  await this.check(ensureReferralShown, { seen: await openAgain(this), expected: { status: 'active', ubrn: referral?.ubrn ?? 'none' } })
})

const IN_WORDS = {
  'e-RS cannot work with the record': /record|details|again/i,
  'the patient has no registered practice': /registered|practice/i,
  'e-RS does not know the patient': /not (know|found)|could not be found|unknown/i,
  'the service takes no such referrals': /no longer|another|service/i,
} as const

Then(new RegExp(`^the user is told in words that (${Object.keys(IN_WORDS).join('|')})$`), async function (this: AssayWorld, what: keyof typeof IN_WORDS) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['national-refused', 'rule'], mentions: IN_WORDS[what] })
  await this.check(ensureSaidInWords, { message: this.refusal?.message ?? '' })
})

/** A code is for programmers: the sentence around it has to do without. */
const ensureSaidInWords = check('the user reads words, not codes', (_sight, { message }: { message: string }) =>
  message.replaceAll(/\b[A-Z]+(?:_[A-Z]+)+\b|\b\d{3}\b/g, '').split(/\s+/).filter((word) => /[a-z]{3}/i.test(word)).length < 8 &&
  finding('there is little but a code', { expected: 'a sentence that says what is wrong and what to do', seen: message || 'nothing' }),
)

Given('a service that takes skin referrals is about to close', async function (this: AssayWorld) {
  const id = `7${this.make.nhsNumber()}`
  const { specialty, clinicType } = SERVICES['the skin clinic']!
  await this.hub.outside.ers.putService({ id, name: 'Skin clinic about to close', specialty, clinicTypes: [clinicType] })
  this.notes.set('service', { id, specialty, clinicType } satisfies KnownService)
})

Given('that service has since closed', async function (this: AssayWorld) {
  await this.hub.outside.ers.withdrawService({ id: (this.notes.get('service') as KnownService).id })
})
