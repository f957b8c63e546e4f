import { PublishedError } from '../../patient-facing/published-error.ts'
import { readRequest } from '../../patient-facing/record/routes.ts'
import { defect } from '../defect.ts'

export const invalidRequestGuessedAt = defect({
  name: 'invalid-request-guessed-at',
  requirement: 'GPCPFAR01',
  story: 'Takes a request that is not valid for one that wants everything.',
  replaces: readRequest,
  with: (caller, json, today) => {
    try {
      return readRequest.proper(caller, json, today)
    } catch (error) {
      if (!(error instanceof PublishedError)) throw error
      return { nhsNumber: caller.nhsNumber, allergies: { resolved: true }, medication: { repeatOnly: false } }
    }
  },
})
