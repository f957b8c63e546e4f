import { assertionToSend } from '../../national/tokens.ts'
import { defect } from '../defect.ts'

let kept: { until: number; assertion: Promise<string> } | undefined

export const proofOfIdentityUsedAgain = defect({
  name: 'proof-of-identity-used-again',
  requirement: 'TIF-CIS2-03',
  story: 'Signs a client assertion once and sends it for as long as it has not expired. The platform takes each only once.',
  replaces: assertionToSend,
  with: async (make, now) => {
    if (!kept || now > kept.until) kept = { until: now + 200_000, assertion: make() }
    return kept.assertion
  },
})
