import { isTechnical } from '../../registrations-mi/report-registration.ts'
import { defect } from '../defect.ts'

export const everyRefusalIsAnError = defect({
  name: 'every-refusal-is-an-error',
  requirement: 'GP2GP05',
  story: 'Reports as an error of the system that somebody mistyped a number, or is registered already.',
  replaces: isTechnical,
  with: () => true,
})
