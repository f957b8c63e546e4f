import { reasonGiven } from '../../prescribing/cancel-item.ts'
import { defect } from '../defect.ts'

export const everyCancellationIsAnError = defect({
  name: 'every-cancellation-is-an-error',
  requirement: 'TIF-EPS-11',
  story: 'Sends "prescribing error" as the reason of every cancellation.',
  replaces: reasonGiven,
  with: (reason) => (reasonGiven.proper(reason) === '' ? '' : '0001'),
})
