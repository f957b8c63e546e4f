import { serviceChosen } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const closedServiceChosen = defect({
  name: 'closed-service-chosen',
  requirement: 'BARS01',
  story: 'Takes the first service of the catalogue, whether or not it still works.',
  replaces: serviceChosen,
  with: ([first]) => first,
})
