import { authorisationParameters } from '../../session/cis2.ts'
import { defect } from '../defect.ts'

export const signInWithAPasswordWillDo = defect({
  name: 'sign-in-with-a-password-will-do',
  requirement: 'TIF-CIS2-02',
  story: 'Asks CIS2 for any level of assurance so that nobody is turned away, and relies on users to take their smartcards.',
  replaces: authorisationParameters,
  with: (clientId, attempt) => ({ ...authorisationParameters.proper(clientId, attempt), acr_values: 'AAL3_ANY AAL2_OR_AAL3_ANY AAL1_USERPASS' }),
})
