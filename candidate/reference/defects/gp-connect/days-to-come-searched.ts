import { isAhead } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const daysToComeSearched = defect({
  name: 'days-to-come-searched',
  requirement: 'TIF-GPC-21',
  story: 'Searches what is past from a day in the future on, and finds nothing.',
  replaces: isAhead,
  with: () => false,
})
