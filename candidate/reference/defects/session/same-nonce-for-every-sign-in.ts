import { attemptSecrets } from '../../session/sign-in-attempts.ts'
import { defect } from '../defect.ts'

export const sameNonceForEverySignIn = defect({
  name: 'same-nonce-for-every-sign-in',
  requirement: 'AA01',
  story: 'Sends a nonce and a proof key because CIS2 wants some: those of the example in the guide, in every sign-in.',
  replaces: attemptSecrets,
  with: () => ({ ...attemptSecrets.proper(), nonce: 'n-0S6_WzA2Mj-n-0S6_WzA2Mj', verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' }),
})
