import { Then } from '@cucumber/cucumber'
import type { PatientView } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { ensureCalledOnce } from './checks/ensure-called-once.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureSeen } from './checks/ensure-seen.ts'
import { ensureWhereaboutsHidden } from './checks/ensure-whereabouts-hidden.ts'
import './support/day.ts'
import { ELSEWHERE, shown } from './support/details.ts'
import type { AssayWorld, Person } from './world.ts'

Then("the practice's record has the other organisation's address", async function (this: AssayWorld) {
  await this.check(ensureSeen, { seen: await shown(this), expected: { address: { lines: ELSEWHERE.line, postcode: ELSEWHERE.postcode } } })
})

Then("the practice's record still tells where she/he/they lived before, and until when", async function (this: AssayWorld) {
  const { line, postcode } = this.patient.national.address
  const { formerAddresses = [] } = await shown(this)
  await this.check(ensureFormerAddress, { formerAddresses, expected: { lines: line, postcode } })
})

Then('PDS was asked for her/his/their record once', async function (this: AssayWorld) {
  await this.check(ensureCalledOnce, { service: 'pds', operation: 'getPatient', subject: this.patient.nhsNumber })
})

Then('her/his/their NHS number is shown as present and verified', async function (this: AssayWorld) {
  await this.check(ensureSeen, { seen: await shown(this), expected: { nhsNumber: this.patient.nhsNumber, nhsNumberStatus: '01' } })
})

Then("the practice's record has the new NHS number, and the old one as a former number", async function (this: AssayWorld) {
  const expected = { nhsNumber: (this.notes.get('successor') as Person).nhsNumber, formerNhsNumbers: [this.person!.nhsNumber] }
  await this.check(ensureSeen, { seen: await shown(this), expected })
})

Then('the user is told that the NHS number is not valid any more', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'not-found', 'national-refused'], mentions: /NHS number.*(withdrawn|invalid|not valid|replaced)|(withdrawn|invalid|not valid).*NHS number/is })
})

Then("the practice's record says that she/he/they died on {day}", async function (this: AssayWorld, date: string) {
  const { deceased } = await shown(this)
  await this.check(ensureSeen, { seen: { deceased: typeof deceased === 'string' ? deceased.slice(0, 10) : deceased }, expected: { deceased: date } })
})

Then("the practice's record is marked as sensitive, and does not tell where she/he/they is/are", async function (this: AssayWorld) {
  await this.check(ensureWhereaboutsHidden, { seen: await shown(this) })
})

const ensureFormerAddress = check(
  'the practice knows where the patient lived before',
  (_sight, { formerAddresses, expected }: { formerAddresses: NonNullable<PatientView['formerAddresses']>; expected: { lines: string[]; postcode: string } }) => {
    const former = formerAddresses.find(({ postcode }) => postcode === expected.postcode)
    if (!former) return finding('the former address is gone', { expected, seen: formerAddresses.length ? formerAddresses : 'none' })
    return !/^\d{4}-\d{2}-\d{2}$/.test(former.until ?? '') && finding('it does not say until when', { expected: 'a date', seen: former.until ?? 'nothing' })
  },
)
