import { errorEvent } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const everyErrorIsOfTheTrace = defect({
  name: 'every-error-is-of-the-trace',
  requirement: 'GP2GP05',
  story: 'Reports every error of PDS as one of tracing.',
  replaces: errorEvent,
  with: (services, facts, nhsNumber, failure) => errorEvent.proper(services, facts, nhsNumber, { ...failure, point: 'PATIENT_TRACE' }),
})
