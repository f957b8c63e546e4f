import { Given } from '@cucumber/cucumber'
import { makeKnownNationally } from './support/known-nationally.ts'
import './support/day.ts'
import { must, type AssayWorld, type Person } from './world.ts'

/** Who makes the practice ready before the scenario's own user acts. */
const PREPARER = 'second GP'

/** People of one name and one birthday, more than PDS shows at once. */
const CROWD = 51

const HALF_A_YEAR_MS = 182 * 86_400_000

/** Somebody's date of birth who had their birthday so long ago, and was that old then. On the day before leap day for whoever was born on it. */
function bornFor(age: number, birthdayMsAgo: number): string {
  const birthday = new Date(Date.now() - birthdayMsAgo).toLocaleDateString('en-CA', { timeZone: 'Europe/London' })
  return `${Number(birthday.slice(0, 4)) - age}${birthday.slice(4).replace('-02-29', '-02-28')}`
}

/** Registers somebody, by way of the candidate, and looks away from whoever acted. */
async function register(world: AssayWorld, person: Person): Promise<void> {
  person.view = must(await world.candidate.demographics.register(await world.behindTheScenes(PREPARER), person.nhsNumber), `register ${person.name}`)
}

Given('{word} {word} is known nationally', async function (this: AssayWorld, given: string, family: string) {
  await makeKnownNationally(this, `${given} ${family}`)
})

Given('{word} {word} is registered at the practice', async function (this: AssayWorld, given: string, family: string) {
  await register(this, await makeKnownNationally(this, `${given} ${family}`))
})

Given('{word} is registered at the practice', async function (this: AssayWorld, name: string) {
  await register(this, this.named(name))
})

Given(/^(\w+) (\w+), a (?:girl|boy|woman) (?:of (\d+)|who is (\d+) today), is registered at the practice$/, async function (this: AssayWorld, given: string, family: string, age: string | null, ageToday: string | null) {
  const birthDate = ageToday === null ? bornFor(Number(age), HALF_A_YEAR_MS) : bornFor(Number(ageToday), 0)
  await register(this, await makeKnownNationally(this, `${given} ${family}`, { birthDate }))
})

Given('{word}, her/his twin, is known nationally', async function (this: AssayWorld, given: string) {
  const { family, birthDate, address } = this.person!.national
  await makeKnownNationally(this, `${given} ${family}`, { family, birthDate, address })
})

Given('{word} {word} of the same name is registered at the practice', async function (this: AssayWorld, given: string, family: string) {
  await register(this, await makeKnownNationally(this, `${given} ${family}, namesake`, { family: this.person!.national.family, birthDate: '1951-11-02' }))
})

Given('more people of one name and birthday are known nationally than PDS shows', async function (this: AssayWorld) {
  const family = this.make.familyName('Smith')
  const person = await makeKnownNationally(this, 'Mary Smith', { family })
  await Promise.all(
    this.make.crowd(CROWD).map((nhsNumber) => this.hub.outside.pds.putPatient({ nhsNumber, given: 'Mary', family, gender: 'female', birthDate: person.national.birthDate })),
  )
})

Given('her/his/their NHS number has (since )been replaced by another', async function (this: AssayWorld) {
  const { name, nhsNumber, national } = this.person!
  const successor: Person = { name, nhsNumber: this.make.nhsNumber(), national: { ...national, address: { line: ['3 Successor Row', 'Otley'], postcode: 'LS21 3DX' } } }
  await this.hub.outside.pds.putPatient({ nhsNumber: successor.nhsNumber, ...successor.national })
  await this.hub.outside.pds.supersede({ old: nhsNumber, new: successor.nhsNumber })
  this.notes.set('successor', successor)
})

Given('her/his/their NHS number has (since )been withdrawn', async function (this: AssayWorld) {
  await this.hub.outside.pds.invalidate({ nhsNumber: this.person!.nhsNumber })
})

Given('PDS has (since )learnt that she/he/they died on {day}', async function (this: AssayWorld, date: string) {
  await this.hub.outside.pds.recordDeath({ nhsNumber: this.person!.nhsNumber, date, status: 'formal' })
  this.notes.set('died', date)
})

Given('her/his/their national record has (since )been marked as sensitive', async function (this: AssayWorld) {
  await this.hub.outside.pds.markSensitive({ nhsNumber: this.person!.nhsNumber })
})

Given('no telephone number is known of her/him/them', async function (this: AssayWorld) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.person!.nhsNumber, mobile: null })
})

Given('PDS has a home, a work and a mobile number of hers/his/theirs', async function (this: AssayWorld) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.person!.nhsNumber, phone: '01423 550711', workPhone: '0113 496 0712' })
})

Given('her/his/their nominated pharmacy is {word}', async function (this: AssayWorld, odsCode: string) {
  await this.hub.outside.pds.changePatient({ nhsNumber: this.person!.nhsNumber, nominatedPharmacy: odsCode })
})

Given('a/an/the {persona} is signed in', async function (this: AssayWorld, persona: string) {
  await this.actAs(persona)
})
