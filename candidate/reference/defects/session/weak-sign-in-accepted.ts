import { assuranceSuffices } from '../../session/id-token.ts'
import { defect } from '../defect.ts'

export const weakSignInAccepted = defect({
  name: 'weak-sign-in-accepted',
  requirement: 'TIF-CIS2-02',
  story: 'Takes any successful sign-in as good enough and never looks at the authenticator assurance level that CIS2 states.',
  replaces: assuranceSuffices,
  with: () => true,
})
