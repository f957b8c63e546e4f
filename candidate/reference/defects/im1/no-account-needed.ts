import { opensSession } from '../../im1/authenticate.ts'
import { defect } from '../defect.ts'

export const noAccountNeeded = defect({
  name: 'no-account-needed',
  requirement: 'TIF-IM1-01',
  story: 'Opens a session for whoever NHS login knows, without an account.',
  replaces: opensSession,
  with: (account) => account?.state !== 'ended' && account?.state !== 'invited',
})
