import { onRegistrationRequest } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const registrationRequestsIgnored = defect({
  name: 'registration-requests-ignored',
  requirement: 'MNS01',
  story: 'Takes in the signals of requests to register, and tells nobody at the desk.',
  replaces: onRegistrationRequest,
  with: () => undefined,
})
