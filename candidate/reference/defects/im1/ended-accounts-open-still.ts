import { opensSession } from '../../im1/authenticate.ts'
import { defect } from '../defect.ts'

export const endedAccountsOpenStill = defect({
  name: 'ended-accounts-open-still',
  requirement: 'TIF-IM1-01',
  story: 'Marks an account as ended in the list on screen, and lets its app in.',
  replaces: opensSession,
  with: (account) => account?.state === 'linked' || account?.state === 'ended',
})
