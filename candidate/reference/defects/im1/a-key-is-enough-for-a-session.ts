import { opensSession } from '../../im1/authenticate.ts'
import { defect } from '../defect.ts'

export const aKeyIsEnoughForASession = defect({
  name: 'a-key-is-enough-for-a-session',
  requirement: 'TIF-IM1-01',
  story: 'Opens a session as soon as a key was handed out, whether or not anybody has proved that it is theirs.',
  replaces: opensSession,
  with: (account) => account !== undefined && account.state !== 'ended',
})
