import { isPatientStill } from '../../im1/authenticate.ts'
import { defect } from '../defect.ts'

export const leaversKeepTheirSessions = defect({
  name: 'leavers-keep-their-sessions',
  requirement: 'TIF-IM1-01',
  story: 'Looks at the account and not at the list: who has left gets in as before.',
  replaces: isPatientStill,
  with: () => true,
})
