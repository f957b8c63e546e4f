import { askForMatches } from '../../demographics/find-nationally.ts'
import { defect } from '../defect.ts'

export const nameCleanedBeforeSearch = defect({
  name: 'name-cleaned-before-search',
  requirement: 'E00176',
  story: 'Takes everything but letters out of a name before it searches: O’Brien, Smith-Jones and Macd* are found no more.',
  replaces: askForMatches,
  with: (work, { family, ...criteria }) => askForMatches.proper(work, { ...criteria, family: family.replaceAll(/[^\p{L}]/gu, '') }),
})
