import { isForAge } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const eighteenByTheYear = defect({
  name: 'eighteen-by-the-year',
  requirement: 'TIF-FLAG-01',
  story: 'Takes a girl for a child until the year of her birthday is over.',
  replaces: isForAge,
  with: ({ national }, today) => Number(today.slice(0, 4)) - Number((national.birthDate ?? '1900').slice(0, 4)) <= 18,
})
