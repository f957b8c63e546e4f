import { NationalRefusal, readAnswer } from '../../national/answer.ts'
import { defect } from '../defect.ts'

export const rubbishIsNobody = defect({
  name: 'rubbish-is-nobody',
  requirement: 'PDS02',
  story: 'Takes an answer that cannot be read for an empty one, and tells the user that PDS has no such patient.',
  replaces: readAnswer,
  with: (service, answer, requestId) => {
    try {
      return readAnswer.proper(service, answer, requestId)
    } catch (error) {
      if (!(error instanceof NationalRefusal)) throw error
      return { status: answer.status, headers: answer.headers, body: { resourceType: 'Bundle', type: 'searchset', total: 0 }, requestId }
    }
  },
})
