import { answeredBefore } from '../../patient-facing/same-request.ts'
import { defect } from '../defect.ts'

export const sameRequestIsAnother = defect({
  name: 'same-request-is-another',
  requirement: 'E00305',
  story: 'Has no memory of requests. An app that lost an answer and asks again is told that somebody else was quicker.',
  replaces: answeredBefore,
  with: () => undefined,
})
