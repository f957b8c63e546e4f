import { Given, Then, When } from '@cucumber/cucumber'
import type { FitNoteForm, FitNoteView } from '../candidate/port/fit-notes.ts'
import { check, finding } from './checks/check.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { ensureCount } from './checks/ensure-count.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNothingTold, ensureRecord } from './checks/ensure-extract.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { readTrail } from './support/audit-trail.ts'
import { identityOf, mondayOf, monthAfter, todayOf } from './support/extracts.ts'
import { daysAfter, onTheWall } from './support/practice-clock.ts'
import { lastReported, report, reported, waitFor } from './support/reporting.ts'
import { must, type AssayWorld } from './world.ts'

const READER = 'second GP'

/** The last form that was filled in, and the note that came of it. */
const formOf = (world: AssayWorld) => world.notes.get('fit note form') as FitNoteForm
const noteOf = (world: AssayWorld) => world.notes.get('fit note') as FitNoteView

/** A note that nothing speaks against. Its last day is the scenario's own: that is how it is found among others without a name. */
function fill(world: AssayWorld, name: string, change: Partial<FitNoteForm> = {}): FitNoteForm {
  const today = todayOf(world)
  const form: FitNoteForm = {
    patientId: world.named(name).view!.id,
    assessedOn: today,
    diagnosisCode: '161891005',
    diagnosis: `Backache ${world.make.word('since-')}`,
    fitness: 'not-fit',
    advice: [],
    comments: '',
    from: today,
    to: daysAfter(today, 100 + world.make.pick(2000)),
    withinSixMonths: false,
    reassess: true,
    ...change,
  }
  world.notes.set('fit note form', form)
  return form
}

async function issue(world: AssayWorld, by: string, form: FitNoteForm): Promise<void> {
  const answer = await world.candidate.fitNotes.issue(await world.actAs(by), form)
  world.answer = answer
  if (answer.ok) world.notes.set('fit note', answer.value)
}

/** A form in which something is as a scenario says. */
const CHANGES: Record<string, (today: string) => Partial<FitNoteForm>> = {
  'that ends before it begins': (today) => ({ to: daysAfter(today, -1) }),
  'for more than three months of a new condition': (today) => ({ withinSixMonths: true, to: monthsAndDays(today, 3, 1) }),
  'after an assessment tomorrow': (today) => ({ assessedOn: daysAfter(today, 1) }),
  'without saying what she has': () => ({ diagnosis: '' }),
  'that says she may be fit for work, and not how': () => ({ fitness: 'may-be-fit' }),
  'that says she is not fit for work, and how she could': () => ({ advice: ['phasedReturn'] }),
  'for just under three months of a new condition': (today) => ({ withinSixMonths: true, to: monthsAndDays(today, 3, -2) }),
  'for half a year of an old condition': (today) => ({ to: daysAfter(today, 182) }),
}

/** The day so many months and days after another; no month is too short for the day, as long as it is not beyond the 28th. */
const monthsAndDays = (day: string, months: number, days: number) => daysAfter(`${monthAfter(day, months).slice(0, 8)}${String(Math.min(28, Number(day.slice(8)))).padStart(2, '0')}`, days + Math.max(0, days > 0 ? Number(day.slice(8)) - 28 : 0))

When('the {persona} issues a fit note for {word}', async function (this: AssayWorld, persona: string, name: string) {
  await issue(this, persona, fill(this, name))
})

Given('the {persona} has issued a fit note for {word}', async function (this: AssayWorld, persona: string, name: string) {
  const comments = `She asked ${this.make.word('whether-')}`
  const note = must(await this.candidate.fitNotes.issue(await this.behindTheScenes(persona), fill(this, name, { comments })), 'issue a fit note')
  this.notes.set('fit note', note)
})

When('the {persona} issues a fit note for {word} and names the {persona} as its issuer', async function (this: AssayWorld, persona: string, name: string, other: string) {
  await issue(this, persona, fill(this, name, { issuer: this.staff(other).id }))
})

When('the {persona} certifies that {word} may be fit for work, with altered hours and amended duties', async function (this: AssayWorld, persona: string, name: string) {
  await issue(this, persona, fill(this, name, { fitness: 'may-be-fit', advice: ['alteredHours', 'amendedDuties'], comments: 'No lifting' }))
})

for (const [words, change] of Object.entries(CHANGES)) {
  When(`the {persona} issues a fit note for {word} ${words}`, async function (this: AssayWorld, persona: string, name: string) {
    await issue(this, persona, fill(this, name, change(todayOf(this))))
  })
}

const onRecord = async (world: AssayWorld, name: string) => must(await world.candidate.fitNotes.ofPatient(await world.behindTheScenes(READER), world.named(name).view!.id), 'show the fit notes of a patient')

/** A note on record is the one that was filled in, in the name of whoever issued it, at the time at which they did. */
const ensureFitNote = check('the fit note says what was certified, and by whom', (_sight, { notes, form, issuer, profession }: { notes: readonly FitNoteView[]; form: FitNoteForm; issuer: { id: string; family: string }; profession: RegExp }) => {
  const [note, ...more] = notes
  if (!note || more.length > 0) return finding('there is not one fit note on the record', { expected: 1, seen: notes.length })
  return [
    note.issuer !== issuer.id && finding('issued by somebody else', { expected: issuer.id, seen: note.issuer }),
    !note.issuerName.includes(issuer.family) && finding('in another name', { expected: issuer.family, seen: note.issuerName }),
    !profession.test(note.profession) && finding('as another profession', { expected: profession.source, seen: note.profession }),
    !(Math.abs(Date.parse(note.issuedAt) - Date.now()) < 600_000) && finding('at another time', { expected: 'now', seen: note.issuedAt }),
    ...(['assessedOn', 'diagnosis', 'fitness', 'from', 'to'] as const).map((item) => note[item] !== form[item] && finding(`another ${item}`, { expected: form[item], seen: note[item] })),
    [...note.advice].sort().join() !== [...form.advice].sort().join() && finding('other advice', { expected: form.advice.join(', ') || 'none', seen: note.advice.join(', ') || 'none' }),
    (note.comments ?? '') !== form.comments && finding('other comments', { expected: form.comments || 'none', seen: note.comments ?? 'none' }),
  ]
})

Then(/^the fit note is on (\w+)'s record, issued by the ([\w ]+) as ([\w ]+)$/, async function (this: AssayWorld, name: string, persona: string, profession: string) {
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureFitNote, { notes: await onRecord(this, name), form: formOf(this), issuer: this.staff(persona), profession: new RegExp(`^${profession}$`, 'i') })
})

Then('the fit note says so', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
  await this.check(ensureFitNote, { notes: await onRecord(this, 'Joan'), form: formOf(this), issuer: this.staff('GP'), profession: /^doctor$/i })
})

Then("there is no fit note on {word}'s record", async function (this: AssayWorld, name: string) {
  await this.check(ensureCount, { what: 'fit notes', seen: (await onRecord(this, name)).length, expected: 0 })
})

Then("the user is told what is wrong with the fit note", async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid', 'rule'], mentions: /month|end|begin|assess|condition|patient has|diagnos|work|advice/i })
})

Then('the audit trail says that the {persona} wrote in {word}\'s record', async function (this: AssayWorld, persona: string, name: string) {
  const patientId = this.named(name).view!.id
  await this.check(ensureAudited, { lines: await readTrail(this, { patientId }), fact: { success: true, userId: this.staff(persona).id, patientId, actions: ['C'] } })
})

Then('the fit note is on the national form of 2022', async function (this: AssayWorld) {
  const [note] = await onRecord(this, 'Joan')
  await this.check(ensureForm, { template: note?.template ?? 'no fit note' })
})

const ensureForm = check('the form is the one in force', (_sight, { template }: { template: string }) => !/04\/22|2022/.test(template) && finding('another form', { expected: 'Med3 04/22', seen: template }))

// On paper

const print = async (world: AssayWorld) => must(await world.candidate.fitNotes.print(await world.behindTheScenes(READER), formOf(world).patientId, noteOf(world).id), 'print a fit note')

When('the fit note is printed', async function (this: AssayWorld) {
  this.notes.set('print', await print(this))
})

Given('the fit note has been printed twice', async function (this: AssayWorld) {
  await print(this)
  await print(this)
})

const ensurePrint = check('the print is what it should be', (_sight, { lines, words, duplicate }: { lines: readonly string[]; words: readonly string[]; duplicate: boolean }) => {
  const text = lines.join('\n')
  return [
    ...words.map((word) => !text.toLowerCase().includes(word.toLowerCase()) && finding('something is missing', { expected: word, seen: text })),
    /duplicate/i.test(text) !== duplicate && finding(duplicate ? 'it is not marked as a duplicate' : 'it is marked as a duplicate', { expected: duplicate ? 'a duplicate' : 'the original', seen: text }),
  ]
})

const wordsOf = (world: AssayWorld) => {
  const { national } = world.named('Joan')
  const { diagnosis, issuerName, profession } = noteOf(world)
  return [national.family, diagnosis, issuerName, profession, formOf(world).comments]
}

Then('the print has everything that the fit note says, and is no duplicate', async function (this: AssayWorld) {
  await this.check(ensurePrint, { lines: this.notes.get('print') as string[], words: wordsOf(this), duplicate: false })
})

Then('the print is marked as a duplicate', async function (this: AssayWorld) {
  await this.check(ensurePrint, { lines: this.notes.get('print') as string[], words: wordsOf(this), duplicate: true })
})

// What is reported of them

When('the week of the fit note is reported', async function (this: AssayWorld) {
  const day = onTheWall(noteOf(this).issuedAt).date
  await waitFor(this, daysAfter(mondayOf(day), 7))
  await report(this, 'fit-notes', day)
})

const ownRecords = (files: Awaited<ReturnType<typeof reported>>, { from, to }: FitNoteForm) => files.flatMap(({ records }) => records.filter(({ FromDate, ToDate }) => FromDate === from && ToDate === to))

Then('the fit note is reported once, with what was certified and the profession of the {persona}', async function (this: AssayWorld, persona: string) {
  const form = formOf(this)
  const profession = persona === 'GP' ? 'Doctor' : 'Nurse'
  const expected = {
    AssessmentDate: form.assessedOn,
    AssessmentSixMonthFlag: 'N',
    NotFitForWork: 'Y',
    MayBeFitForWork: 'N',
    PhasedReturn: 'N',
    AlteredHours: 'N',
    AmendedDuties: 'N',
    WorkplaceAdaptations: 'N',
    Gender: this.named('Joan').national.gender,
    ReassessmentRequired: 'Y',
    IssuersProfession: profession,
  }
  await this.check(ensureRecord, { records: ownRecords(await lastReported(this), form), expected })
})

Then('the fit note is not reported', async function (this: AssayWorld) {
  const files = await lastReported(this)
  await this.check(ensureCount, { what: 'files', seen: files.length, expected: 1 })
  await this.check(ensureCount, { what: 'records of the fit note', seen: ownRecords(files, formOf(this)).length, expected: 0 })
})

Then('nothing that was reported tells who {word} is, or what the clinician wrote', async function (this: AssayWorld, name: string) {
  const { diagnosis, comments } = formOf(this)
  await this.check(ensureNothingTold, { files: await lastReported(this), secrets: { ...identityOf(this, name), diagnosis, comments } })
})

Then('the fit note is reported under two references', async function (this: AssayWorld) {
  const files = await reported(this)
  await this.check(ensureCount, { what: 'references', seen: new Set(files.map(({ envelope }) => envelope['ExtractReference'])).size, expected: 2 })
  await this.check(ensureCount, { what: 'records of the fit note', seen: ownRecords(files, formOf(this)).length, expected: 2 })
})

// On screen

When("the {persona} opens {word}'s fit notes on the screen", async function (this: AssayWorld, persona: string, name: string) {
  await this.candidate.screen.open(await this.actAs(persona), 'fit-notes', { id: this.named(name).view!.id })
})

const ensureFormShown = check('the form is there for those who may use it', (_sight, { offered, expected, text, words }: { offered: boolean; expected: boolean; text: string; words: RegExp }) => [
  offered !== expected && finding(expected ? 'the form is not there' : 'the form is there', { expected: expected ? 'a form to issue a note' : 'none', seen: text }),
  !words.test(text) && finding('the page says something else', { expected: words.source, seen: text }),
])

Then(/^the screen (offers|does not offer) to issue one(?:, as (\w+))?$/, async function (this: AssayWorld, offers: string, profession: string | undefined) {
  const { screen } = this.candidate
  const text = (await screen.read(this.user, 'main')) ?? 'no page'
  await this.check(ensureFormShown, { offered: await screen.offers(this.user, 'issue-fit-note'), expected: offers === 'offers', text, words: new RegExp(profession ?? 'fit note', 'i') })
})
