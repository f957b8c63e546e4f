import { matchesToShow } from '../../demographics/find-nationally.ts'
import { defect } from '../defect.ts'

export const bestMatchChosenForTheUser = defect({
  name: 'best-match-chosen-for-the-user',
  requirement: 'E00176',
  story: 'Shows the best of several matches only. Sooner or later it is the wrong twin.',
  replaces: matchesToShow,
  with: (matches) => matches.slice(0, 1),
})
