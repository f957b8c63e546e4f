import { Given, Then, When } from '@cucumber/cucumber'
import type { Answer } from '../candidate/port/answer.ts'
import type { PatientView, Registration } from '../candidate/port/demographics.ts'
import { loadWorld } from '../config/world.ts'
import { check, finding } from './checks/check.ts'
import { ensureChangedNationally } from './checks/ensure-changed-nationally.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNationalRecord } from './checks/ensure-national-record.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureSeen } from './checks/ensure-seen.ts'
import { ensureWhereaboutsHidden } from './checks/ensure-whereabouts-hidden.ts'
import { must, type AssayWorld, type Person } from './world.ts'

/** Version of a national record as scenarios put it there. */
const FIRST_VERSION = 2

async function register(world: AssayWorld, persona: string, nhsNumber: string, options?: { temporary: boolean }): Promise<void> {
  world.notes.set('number', nhsNumber)
  world.answer = await world.candidate.demographics.register(await world.actAs(persona), nhsNumber, options)
}

/** Whoever was registered last, as the candidate answered. */
const registered = (world: AssayWorld) => world.answer as Answer<PatientView> | undefined

/** What the practice's list has under a person's number. */
async function onTheList(world: AssayWorld, nhsNumber: string): Promise<PatientView[]> {
  return must(await world.candidate.demographics.findLocally(world.user, { nhsNumber }), "search the practice's list")
}

async function registrationsOf(world: AssayWorld, { nhsNumber }: Person): Promise<Registration[]> {
  const [record] = await onTheList(world, nhsNumber)
  return record ? must(await world.candidate.demographics.registrations(world.user, record.id), 'show the registrations') : []
}

/** The day it is in England, by the scenario's clock. */
function today(world: AssayWorld): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now() + world.secondsPassed * 1000)
}

Given('there is an old NHS number of hers/his/theirs that PDS has replaced', async function (this: AssayWorld) {
  const { nhsNumber, national } = this.person!
  const old = this.make.nhsNumber()
  await this.hub.outside.pds.putPatient({ nhsNumber: old, ...national })
  await this.hub.outside.pds.supersede({ old, new: nhsNumber })
  this.notes.set('old number', old)
})

When('the {persona} registers {word} as a temporary resident', async function (this: AssayWorld, persona: string, name: string) {
  await register(this, persona, this.named(name).nhsNumber, { temporary: true })
})

When('the {persona} registers {word} under the old number', async function (this: AssayWorld, persona: string, name: string) {
  this.named(name)
  await register(this, persona, String(this.notes.get('old number')))
})

When('the {persona} registers somebody under a number that PDS does not know', async function (this: AssayWorld, persona: string) {
  await register(this, persona, this.make.nhsNumber())
})

When(/^the (.+) registers somebody under the number (\d[\d ]*)$/, async function (this: AssayWorld, persona: string, nhsNumber: string) {
  await register(this, persona, nhsNumber)
})

Then("{word} is on the practice's list with the details that PDS has", async function (this: AssayWorld, name: string) {
  const { nhsNumber, national } = this.named(name)
  await this.check(ensureDone, { answer: this.answer })
  const [record] = await onTheList(this, nhsNumber)
  await this.check(ensureSeen, {
    seen: record ?? {},
    expected: {
      nhsNumber,
      family: national.family,
      given: [national.given],
      birthDate: national.birthDate,
      gender: national.gender,
      address: { lines: national.address.line, postcode: national.address.postcode },
      mobile: national.mobile,
      active: true,
    },
  })
})

Then('PDS was asked about her/him/them before anything was changed', async function (this: AssayWorld) {
  await this.check(ensureTracedFirst, { nhsNumber: this.person!.nhsNumber })
})

Then('PDS says that she/he/they is/are a patient of this practice', async function (this: AssayWorld) {
  await this.check(ensureNationalRecord, { nhsNumber: this.person!.nhsNumber, expected: { practice: this.practice } })
})

Then('PDS says that she/he/they is/are still a patient of the other practice', async function (this: AssayWorld) {
  const { nhsNumber, national } = this.person!
  await this.check(ensureNationalRecord, { nhsNumber, expected: { practice: national.practice } })
})

Then('PDS was told so once, by the {persona}', async function (this: AssayWorld, persona: string) {
  const { nhsNumber } = this.person!
  await this.check(ensureChangedNationally, { nhsNumber, since: FIRST_VERSION, times: 1 })
  await this.check(ensureChangedBy, { nhsNumber, userId: this.staff(persona).id })
})

Then('her/his/their registration says that it is permanent, that it began today, and who the accountable GP is', async function (this: AssayWorld) {
  const doctors = loadWorld().staff.filter(({ professionalCodes }) => professionalCodes['gmc'] !== undefined)
  const [registration] = await registrationsOf(this, this.person!)
  await this.check(ensureRegistration, { registration, expected: { type: 'permanent', startedOn: today(this) } })
  await this.check(ensureAccountableGp, { registration, doctors: doctors.map(({ id }) => id) })
})

Then('her/his/their registration says that it is temporary', async function (this: AssayWorld) {
  const [registration] = await registrationsOf(this, this.person!)
  await this.check(ensureRegistration, { registration, expected: { type: 'temporary', startedOn: today(this) } })
})

Then('her/his/their registration says that it ended today', async function (this: AssayWorld) {
  const [registration] = await registrationsOf(this, this.person!)
  await this.check(ensureRegistration, { registration, expected: { endedOn: today(this) } })
})

Then("{word} is not on the practice's list any more, and her/his/their record can still be seen", async function (this: AssayWorld, name: string) {
  this.named(name)
  const record = must(await this.candidate.demographics.read(this.user, this.patient.view.id), 'show the record of somebody who left')
  await this.check(ensureSeen, { seen: record, expected: { active: false, nhsNumber: this.patient.nhsNumber } })
})

const NUMBERS = { one: 1, both: 2 } as const

Then(/^(?:she|he|they) (?:has|have) one record, with (one|both) registrations?$/, async function (this: AssayWorld, words: keyof typeof NUMBERS) {
  const person = this.person!
  const records = await onTheList(this, person.nhsNumber)
  await this.check(ensureOneRecord, { records: records.length, registrations: (await registrationsOf(this, person)).length, expected: NUMBERS[words] })
})

Then('the user is told that she/he/they is/are registered already', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['already-done', 'rule'], mentions: /already|registered here/i })
})

Then('the user is told that she/he/they has/have died', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid'], mentions: /died|dead|death|deceased/i })
})

Then('the user is told that PDS does not know the number', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-found', 'rule'], mentions: /(?=.*(PDS|national|NHS))(?=.*(no patient|not know|not found|unknown|nobody))/is })
})

Then('she/he/they is/are registered under the number that replaced it, and the old one is a former number', async function (this: AssayWorld) {
  await this.check(ensureDone, { answer: this.answer })
  const answer = registered(this)
  const expected = { nhsNumber: (this.notes.get('successor') as Person).nhsNumber, formerNhsNumbers: [this.person!.nhsNumber] }
  await this.check(ensureSeen, { seen: answer?.ok ? answer.value : {}, expected })
})

Then('her/his/their record is marked as sensitive, and does not tell where she/he/they is/are', async function (this: AssayWorld) {
  const [seen] = await onTheList(this, this.person!.nhsNumber)
  if (seen) await this.check(ensureWhereaboutsHidden, { seen })
  else await this.check(ensureSeen, { seen: {}, expected: { nhsNumber: this.person!.nhsNumber } })
})

Then('nobody is registered under the number', async function (this: AssayWorld) {
  const nhsNumber = this.person?.nhsNumber ?? String(this.notes.get('number'))
  await this.check(ensureNobodyRegistered, { records: await onTheList(this, nhsNumber) })
})

const ensureTracedFirst = check('the national record is read before it is changed', async ({ calls }, { nhsNumber }: { nhsNumber: string }) => {
  const [first, ...rest] = await calls({ service: 'pds', subject: nhsNumber })
  if (!first) return finding('PDS was not asked at all', { expected: 'a call', seen: 'none' })
  return [
    first.entry.operation === 'updatePatient' && finding('changed before it was read', { expected: 'getPatient first', seen: first.entry.operation, at: first }),
    ![first, ...rest].some(({ entry }) => entry.operation === 'getPatient') && finding('never read', { expected: 'getPatient', seen: 'none', at: first }),
  ]
})

const ensureChangedBy = check('the change is in the name of whoever made it', async ({ outside }, { nhsNumber, userId }: { nhsNumber: string; userId: string }) => {
  const made = (await outside.pds.changes({ nhsNumber })).filter(({ by }) => by.kind === 'healthcare-worker')
  return made.map(({ by }) => by.userId !== userId && finding('made by somebody else', { expected: userId, seen: by.userId ?? 'nobody' }))
})

const ensureRegistration = check('the registration is written down as it should be', (_sight, { registration, expected }: { registration: Registration | undefined; expected: Partial<Registration> }) => {
  if (!registration) return finding('no registration', { expected, seen: 'none' })
  return Object.entries(expected).map(([name, value]) => {
    const seen = registration[name as keyof Registration]
    return seen !== value && finding(`another ${name}`, { expected: value, seen: seen ?? 'nothing' })
  })
})

const ensureAccountableGp = check(
  'the registration names the accountable GP',
  (_sight, { registration, doctors }: { registration: Registration | undefined; doctors: readonly string[] }) =>
    !doctors.includes(registration?.accountableGp ?? '') && finding('no GP of the practice is named', { expected: doctors, seen: registration?.accountableGp ?? 'nobody' }),
)

const ensureOneRecord = check('there is one record of the patient', (_sight, seen: { records: number; registrations: number; expected: number }) => [
  seen.records !== 1 && finding('more or less than one record', { expected: 1, seen: seen.records }),
  seen.registrations !== seen.expected && finding('more or fewer registrations', { expected: seen.expected, seen: seen.registrations }),
])

const ensureNobodyRegistered = check('nobody was registered', (_sight, { records }: { records: readonly PatientView[] }) =>
  records.map(({ id, nhsNumber }) => finding('somebody is on the list', { expected: 'nobody', seen: { id, nhsNumber } })),
)
