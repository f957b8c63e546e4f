import { takeBack } from '../../appointments/publish-session.ts'
import { defect } from '../defect.ts'

export const withdrawnSessionStillOffered = defect({
  name: 'withdrawn-session-still-offered',
  requirement: 'E00220',
  story: 'Takes a withdrawn session off the manager’s list and leaves its slots where patients are booked into them.',
  replaces: takeBack,
  with: () => undefined,
})
