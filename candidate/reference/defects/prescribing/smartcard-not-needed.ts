import { demandStrongSignIn } from '../../prescribing/prescriber.ts'
import { defect } from '../defect.ts'

export const smartcardNotNeeded = defect({
  name: 'smartcard-not-needed',
  requirement: 'EPSP01',
  story: 'Tries to sign for users who signed in without a smartcard, and shows them what EPS says.',
  replaces: demandStrongSignIn,
  with: () => undefined,
})
