import { numbersOf } from '../../prescribing/prescriber.ts'
import { defect } from '../defect.ts'

export const gmpNumberBesideTheGmcNumber = defect({
  name: 'gmp-number-beside-the-gmc-number',
  requirement: 'TIF-EPS-09',
  story: 'Adds the number under which a GP is paid, since somebody may want it.',
  replaces: numbersOf,
  with: (member, body) => [...numbersOf.proper(member, body), { system: 'https://fhir.hl7.org.uk/Id/gmp-number', value: 'G9999981' }],
})
