import { manifestProblem } from '../../nhs111/envelope.ts'
import { defect } from '../defect.ts'

export const payloadIdsNotCompared = defect({
  name: 'payload-ids-not-compared',
  requirement: '111-02',
  story: 'Counts manifest and payloads, and does not look whether they are the same.',
  replaces: manifestProblem,
  with: (given) => manifestProblem.proper({ ...given, payloads: given.items.slice(0, given.payloads.length) }),
})
