import { authorisationParameters } from '../../session/cis2.ts'
import { defect } from '../defect.ts'

export const signInWithoutProofKey = defect({
  name: 'sign-in-without-proof-key',
  requirement: 'AA01',
  story: 'Asks CIS2 for a code as the oldest examples do, without tying the code to the system that asked. Whoever gets hold of it on the way can use it.',
  replaces: authorisationParameters,
  with: (clientId, attempt) => {
    const { code_challenge: _challenge, code_challenge_method: _method, ...parameters } = authorisationParameters.proper(clientId, attempt)
    return parameters
  },
})
