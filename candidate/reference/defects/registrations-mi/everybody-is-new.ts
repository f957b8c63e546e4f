import { isReturning } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const everybodyIsNew = defect({
  name: 'everybody-is-new',
  requirement: 'GP2GP05',
  story: 'Reports everybody as new to the practice, since each registration is a new one.',
  replaces: isReturning,
  with: () => false,
})
