import { foreignElements } from '../../gp-connect/registration-sent.ts'
import { defect } from '../defect.ts'

export const elementsOfVisitorsPassedOver = defect({
  name: 'elements-of-visitors-passed-over',
  requirement: 'TIF-GPC-11',
  story: 'Reads what it needs of a registration, and passes over the rest.',
  replaces: foreignElements,
  with: () => [],
})
