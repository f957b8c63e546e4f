import { tokenHolder } from '../../national/tokens.ts'
import { defect } from '../defect.ts'

export const leaveSharedByColleagues = defect({
  name: 'leave-shared-by-colleagues',
  requirement: 'TIF-CIS2-03',
  story: 'Keeps one token for all users to spare the platform requests: whoever asks, national services see the colleague who asked first.',
  replaces: tokenHolder,
  with: (principal) => (principal === 'application' ? principal : 'somebody at this practice'),
})
