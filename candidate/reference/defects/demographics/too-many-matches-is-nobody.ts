import { readSearch } from '../../national/pds.ts'
import { defect } from '../defect.ts'

export const tooManyMatchesIsNobody = defect({
  name: 'too-many-matches-is-nobody',
  requirement: 'E00176',
  story: 'Sees the status 200 of "too many matches", finds no entries, and tells the user that PDS has no such patient.',
  replaces: readSearch,
  with: (answer) => {
    const result = readSearch.proper(answer)
    return result.outcome === 'too-many' ? { outcome: 'matches', matches: [] } : result
  },
})
