import { Given, Then, When } from '@cucumber/cucumber'
import type { PatientView } from '../candidate/port/demographics.ts'
import { ensureDone } from './checks/ensure-done.ts'
import { ensureNationalRecord } from './checks/ensure-national-record.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { ensureSeen } from './checks/ensure-seen.ts'
import { ensureToldOfNationalTrouble } from './checks/ensure-told-of-national-trouble.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import { must, type AssayWorld } from './world.ts'

async function shownPharmacy(world: AssayWorld): Promise<PatientView['nominatedPharmacy']> {
  return must(await world.candidate.demographics.read(world.user, world.patient.view.id), 'show the record').nominatedPharmacy
}

Given('the patient has since chosen {word} elsewhere', async function (this: AssayWorld, odsCode: string) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.patient.nhsNumber, nominatedPharmacy: odsCode })
})

Given('ODS {trouble} whenever an organisation is looked up', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'ods', times: 'always', ...TROUBLES[trouble] })
})

When('the {persona} nominates the pharmacy {word}', async function (this: AssayWorld, persona: string, odsCode: string) {
  this.notes.set('pharmacy', odsCode)
  this.answer = await this.candidate.demographics.nominatePharmacy(await this.actAs(persona), this.patient.view, odsCode)
})

Then("{word} is {word}'s pharmacy, nationally and at the practice", async function (this: AssayWorld, odsCode: string, name: string) {
  this.named(name)
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { pharmacies: [odsCode] } })
  await this.check(ensureSeen, { seen: { nominatedPharmacy: await shownPharmacy(this) }, expected: { nominatedPharmacy: odsCode } })
})

Then("{word} is {word}'s pharmacy nationally", async function (this: AssayWorld, odsCode: string, name: string) {
  await this.check(ensureNationalRecord, { nhsNumber: this.named(name).nhsNumber, expected: { pharmacies: [odsCode] } })
})

Then("no pharmacy is shown as {word}'s at the practice", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureSeen, { seen: { nominatedPharmacy: (await shownPharmacy(this)) ?? 'none' }, expected: { nominatedPharmacy: 'none' } })
})

Then('the user is told that it cannot be nominated', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid', 'not-found'], mentions: /pharmacy|ODS|code|closed/i })
})

// A candidate may know the pharmacy from a copy of ODS that is fresh enough: it need not ask, and then nothing goes wrong.
Then('the user is told that the pharmacy could not be looked up, where it had to be', async function (this: AssayWorld) {
  const wasAsked = (await this.clearFaults()).length === 0
  await (wasAsked ? this.check(ensureToldOfNationalTrouble, { answer: this.answer }) : this.check(ensureDone, { answer: this.answer }))
})

Then('the national record has the pharmacy only if the user was told so', async function (this: AssayWorld) {
  const pharmacies = this.answer?.ok ? [String(this.notes.get('pharmacy'))] : []
  await this.check(ensureNationalRecord, { nhsNumber: this.patient.nhsNumber, expected: { pharmacies } })
})
