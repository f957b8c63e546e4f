import { Given, Then, When } from '@cucumber/cucumber'
import type { TransferredEntry } from '../candidate/port/transfers.ts'
import { check, finding } from './checks/check.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { ensureTransferredEntries } from './checks/ensure-transferred-entries.ts'
import { ALLERGENS } from './support/medicines.ts'
import { ENTRIES, entriesSeen, localId, READER, tasksSeen } from './support/transfers.ts'
import { must, type AssayWorld } from './world.ts'

/** Why a clinician does not take an allergy over. */
const NO_ALLERGY = 'Tested in 2019 and tolerated since.'

async function entryOf(world: AssayWorld, expected: { kind: string; code?: string; degraded?: boolean }): Promise<TransferredEntry | undefined> {
  return (await entriesSeen(world)).find((entry) => entry.kind === expected.kind && (expected.code === undefined ? entry.degraded : entry.code === expected.code))
}

async function review(world: AssayWorld, persona: string, entry: { kind: string; code?: string }, decision: Parameters<AssayWorld['candidate']['transfers']['review']>[2]): Promise<void> {
  const found = await entryOf(world, entry)
  world.answer = await world.candidate.transfers.review(await world.actAs(persona), found?.id ?? 'none', decision)
}

Then(/^the allergy to (penicillin|codeine) is( not)? in force$/, async function (this: AssayWorld, words: string, not: string | null | undefined) {
  const { code, term } = ALLERGENS[words === 'penicillin' ? 'penicillins' : words]!
  if (!not) await this.check(ensureDone, { answer: this.answer })
  const allergies = must(await this.candidate.demographics.allergies(await this.behindTheScenes(READER), await localId(this)), 'show the allergies')
  await this.check(ensureInForce, { term, there: allergies.some((each) => each.code === code), expected: !not })
})

Then('the allergy is there in its own words, marked as not coded', async function (this: AssayWorld) {
  const { kind, term } = ENTRIES.degraded
  await this.check(ensureTransferredEntries, { entries: await entriesSeen(this), expected: [{ kind, term, degraded: true, states: ['to-review'] }] })
})

Then('what came of it is still there to be read, with the reason', async function (this: AssayWorld) {
  const { kind, code } = ENTRIES.penicillin
  await this.check(ensureTransferredEntries, { entries: await entriesSeen(this), expected: [{ kind, code, reason: NO_ALLERGY, states: ['dismissed'] }] })
})

Then('the repeat medicine waits for a signature, as it was given before', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
  const items = must(await this.candidate.prescribing.list(await this.behindTheScenes(READER), await localId(this)), 'show the medication')
  await this.check(ensureDrafted, { seen: items.map(({ code, state, dosage, quantity }) => ({ code, state, dosage: dosage.join(' '), quantity })), expected: { code: ENTRIES.repeat.code, state: 'draft', dosage: '1 tablet in the morning', quantity: 28 } })
})

When('the {persona} takes over the allergy to penicillin', async function (this: AssayWorld, persona: string) {
  await review(this, persona, ENTRIES.penicillin, { decision: 'confirm' })
})

Given('the {persona} has taken over the allergy to penicillin', async function (this: AssayWorld, persona: string) {
  await review(this, persona, ENTRIES.penicillin, { decision: 'confirm' })
  must(this.answer!, 'take over an allergy')
})

When('the {persona} says that the allergy to penicillin is none, and why', async function (this: AssayWorld, persona: string) {
  await review(this, persona, ENTRIES.penicillin, { decision: 'dismiss', reason: NO_ALLERGY })
})

When('the {persona} takes over the allergy without a code', async function (this: AssayWorld, persona: string) {
  await review(this, persona, { kind: 'allergy' }, { decision: 'confirm' })
})

When('the {persona} takes over the allergy without a code as one to codeine', async function (this: AssayWorld, persona: string) {
  const { code, term } = ALLERGENS['codeine']!
  await review(this, persona, { kind: 'allergy' }, { decision: 'confirm', code, term })
})

When('the {persona} takes over the repeat medicine', async function (this: AssayWorld, persona: string) {
  await review(this, persona, ENTRIES.repeat, { decision: 'confirm', acknowledge: [{ warning: 'warning-unreviewed-allergies', reason: 'The allergy is to penicillin, which this is not.' }] })
})

When('the {persona} opens the record that came for {word}', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  const id = await localId(this)
  this.answer = await this.candidate.transfers.record(await this.actAs(persona), id)
})

Then('the user is told to choose what it is', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /code|choose/i })
})

Then('the prescriber is warned that allergies from elsewhere are not reviewed', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['needs-confirmation'], mentions: new RegExp(ENTRIES.penicillin.term, 'i') })
})

/** What clinicians are asked to review, in words, and words of which the task must have some. */
const TO_REVIEW: Record<string, RegExp> = { allergies: /allerg/i, medication: /medic/i, 'entries without a code': /without a code|degraded|not coded/i }

Then(/^a clinician is asked to review what came: (allergies|medication|entries without a code)$/, async function (this: AssayWorld, what: string) {
  await this.check(ensureTask, { tasks: await tasksSeen(this), mentions: TO_REVIEW[what]! })
})

Then(/^nobody has to review what came any more: (allergies|medication)$/, async function (this: AssayWorld, what: string) {
  await this.check(ensureNoTask, { tasks: await tasksSeen(this), mentions: TO_REVIEW[what]! })
})

const ensureInForce = check('an allergy is in force only once a clinician has said so', (_sight, { term, there, expected }: { term: string; there: boolean; expected: boolean }) =>
  there !== expected && finding(`the allergy to ${term}`, { expected: expected ? 'in force' : 'not in force', seen: there ? 'in force' : 'not in force' }),
)

const ensureDrafted = check('a medicine waits for a signature', (_sight, { seen, expected }: { seen: readonly object[]; expected: object }) =>
  (seen.length !== 1 || JSON.stringify(seen[0]) !== JSON.stringify(expected)) && finding('it does not, or not so', { expected, seen: seen.length > 0 ? seen : 'no medication' }),
)
