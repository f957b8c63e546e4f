import { criteriaFor } from '../../notifications/subscribe.ts'
import { defect } from '../defect.ts'

export const hearsOfEverybody = defect({
  name: 'hears-of-everybody',
  requirement: 'NEMS01',
  story: 'Subscribes without saying whose patients: it is told of everybody in England.',
  replaces: criteriaFor,
  with: (odsCode) => criteriaFor.proper(odsCode).map((criteria) => criteria.replace(/ AND .*/, '')),
})
