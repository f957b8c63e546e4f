import { numberOf } from '../../national/validated-relationships.ts'
import { defect } from '../defect.ts'

export const idTakenForTheNhsNumber = defect({
  name: 'id-taken-for-the-nhs-number',
  requirement: 'E00206',
  story: 'Takes the id of a person in a national answer for their NHS number. It may be anything: proxies are shown without their names.',
  replaces: numberOf,
  with: ({ id }) => String(id),
})
