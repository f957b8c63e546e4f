import { RESULT_STORED } from '../../laboratory/stored-reports.ts'
import { criteriaFor } from '../../notifications/subscribe.ts'
import { defect } from '../defect.ts'

export const resultsNotSubscribedTo = defect({
  name: 'results-not-subscribed-to',
  requirement: 'E00433',
  story: 'Knows what to do with a result that it is told of, and never asks to be told.',
  replaces: criteriaFor,
  with: (odsCode) => criteriaFor.proper(odsCode).filter((criteria) => !criteria.includes(RESULT_STORED)),
})
