import type { Environment } from '../../mocks/kit/environment.ts'
import { format, synthetic } from '../../config/identifiers/nhs-number.ts'
import { services } from '../../mocks/services.ts'

const PEOPLE = [
  { given: ['Joan'], family: 'Okafor', title: 'Ms', gender: 'female', birthDate: '1984-03-14', lines: ['12 Orchard Close', 'Harrogate'], postcode: 'HG2 7QP' },
  { given: ['Walter', 'James'], family: 'Hinchcliffe', title: 'Mr', gender: 'male', birthDate: '1947-11-02', lines: ['3 Mill Cottages', 'Knaresborough'], postcode: 'HG5 8AA' },
  { given: ['Aisha'], family: 'Rahman', title: 'Miss', gender: 'female', birthDate: '2015-06-21', lines: ['41 Valley Drive', 'Harrogate'], postcode: 'HG2 0JN' },
  { given: ['Gareth'], family: 'Pugh', title: 'Mr', gender: 'male', birthDate: '1972-01-30', lines: ['7 Bilton Lane', 'Harrogate'], postcode: 'HG1 3DG' },
] as const

/** A few people for somebody who clicks through; returns how to find each. */
export function seedDemonstration(environment: Environment): string[] {
  const { pds } = services
  return PEOPLE.map(({ given, family, title, gender, birthDate, lines, postcode }, at) => {
    const nhsNumber = synthetic(at)
    pds.controls.putPatient(environment.stateOf(pds), { nhsNumber, given: [...given], family, title, gender, birthDate, address: { line: [...lines], postcode }, practice: 'A99902' }, environment)
    return `${format(nhsNumber)}  ${family.toUpperCase()}, ${given.join(' ')} (${title}), born ${birthDate}`
  })
}
