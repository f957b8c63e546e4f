import { manifestProblem } from '../../nhs111/envelope.ts'
import { defect } from '../defect.ts'

export const manifestNotCounted = defect({
  name: 'manifest-not-counted',
  requirement: '111-02',
  story: 'Takes what is there of a message, and does not see that something is missing or too much.',
  replaces: manifestProblem,
  with: ({ items, payloads }) => manifestProblem.proper({ count: items.length, items, payloadCount: items.length, payloads: payloads.slice(0, items.length).concat(items.slice(payloads.length)) }),
})
