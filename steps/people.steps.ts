import { Given } from '@cucumber/cucumber'
import { must, type AssayWorld, type Person } from './world.ts'

/** Who makes the practice ready before the scenario's own user acts. */
const PREPARER = 'second GP'

/** Somebody PDS knows, whom no practice system here knows yet. */
async function makeKnownNationally(world: AssayWorld, name: string): Promise<Person> {
  const [given = name, ...rest] = name.split(' ')
  const person: Person = { name, nhsNumber: world.make.nhsNumber() }
  await world.hub.outside.pds.putPatient({
    nhsNumber: person.nhsNumber,
    given: [given],
    family: rest.join(' '),
    title: 'Ms',
    gender: 'female',
    birthDate: '1984-03-14',
    address: { line: ['12 Orchard Close', 'Harrogate'], postcode: 'HG2 7QP' },
    mobile: world.make.mobileNumber(),
    practice: 'A99902',
  })
  world.people.set(name, person)
  return (world.person = person)
}

/** Registers somebody, by way of the candidate, and looks away from whoever acted. */
async function makeRegistered(world: AssayWorld, name: string): Promise<Person> {
  const person = await makeKnownNationally(world, name)
  const acting = world.session
  person.view = must(await world.candidate.demographics.register(await world.actAs(PREPARER), person.nhsNumber), `register ${name}`)
  world.session = acting
  return person
}

Given('{word} {word} is known nationally', async function (this: AssayWorld, given: string, family: string) {
  await makeKnownNationally(this, `${given} ${family}`)
})

Given('{word} {word} is registered at the practice', async function (this: AssayWorld, given: string, family: string) {
  await makeRegistered(this, `${given} ${family}`)
})

Given('a/an/the {persona} is signed in', async function (this: AssayWorld, persona: string) {
  await this.actAs(persona)
})
