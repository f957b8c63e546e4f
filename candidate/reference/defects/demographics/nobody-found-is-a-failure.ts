import { unreadableAnswer } from '../../national/answer.ts'
import { readSearch } from '../../national/pds.ts'
import { defect } from '../defect.ts'

export const nobodyFoundIsAFailure = defect({
  name: 'nobody-found-is-a-failure',
  requirement: 'PDS02',
  story: 'Takes it for granted that a search answer has entries. PDS leaves them out when nobody matches, and the user reads of a failure.',
  replaces: readSearch,
  with: (answer) => {
    if (answer.body['resourceType'] === 'Bundle' && !Array.isArray(answer.body['entry'])) throw unreadableAnswer('PDS', 'no entries')
    return readSearch.proper(answer)
  },
})
