import { isReturning } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const everybodyComesBack = defect({
  name: 'everybody-comes-back',
  requirement: 'GP2GP05',
  story: 'Takes the patient it has just found on PDS for one it had before.',
  replaces: isReturning,
  with: () => true,
})
