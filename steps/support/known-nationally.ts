import type { AssayWorld, Person } from '../world.ts'

/** What a scenario tells PDS of somebody. Dates are ISO dates, the practice an ODS code. */
export interface KnownNationally {
  title: string
  given: string
  family: string
  gender: 'female' | 'male'
  birthDate: string
  address: { line: string[]; postcode: string }
  mobile: string
  practice: string
}

/** First names of the scenarios' men; everybody else is a woman. */
const MEN = new Set(['Peter', 'Ravi', 'Owen', 'Tariq', 'Kwame'])

/** Makes somebody whom PDS knows, and no practice system here yet. The family name is theirs alone in the run. */
export async function makeKnownNationally(world: AssayWorld, name: string, like: Partial<KnownNationally> = {}): Promise<Person> {
  const [given = name, ...rest] = name.split(' ')
  const man = MEN.has(given)
  const national: KnownNationally = {
    title: man ? 'Mr' : 'Ms',
    given,
    family: world.make.familyName(rest.join(' ')),
    gender: man ? 'male' : 'female',
    birthDate: '1984-03-14',
    address: { line: ['12 Orchard Close', 'Harrogate'], postcode: 'HG2 7QP' },
    mobile: world.make.mobileNumber(),
    practice: 'A99902',
    ...like,
  }
  const person: Person = { name, nhsNumber: world.make.nhsNumber(), national }
  await world.hub.outside.pds.putPatient({ nhsNumber: person.nhsNumber, ...national })
  world.people.set(name, person)
  return (world.person = person)
}
