import { bound } from '../../gp-connect/search-period.ts'
import { defect } from '../defect.ts'

export const comparatorsCutOff = defect({
  name: 'comparators-cut-off',
  requirement: 'TIF-GPC-12',
  story: 'Takes the date that follows a comparator, whichever it is.',
  replaces: bound,
  with: (value) => value.replace(/^[a-z]{2}/, ''),
})
