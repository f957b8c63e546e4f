import { criteriaFor } from '../../notifications/subscribe.ts'
import { defect } from '../defect.ts'

export const deathsNotSubscribedTo = defect({
  name: 'deaths-not-subscribed-to',
  requirement: 'NEMS01',
  story: 'Subscribes to changes, and takes it that a death is one of them.',
  replaces: criteriaFor,
  with: (odsCode) => criteriaFor.proper(odsCode).filter((criteria) => !criteria.includes('death')),
})
