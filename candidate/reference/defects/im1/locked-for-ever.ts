import { renewedAccount } from '../../im1/accounts.ts'
import { defect } from '../defect.ts'

export const lockedForEver = defect({
  name: 'locked-for-ever',
  requirement: 'TIF-IM1-01',
  story: 'Keeps an account locked whatever the practice does: a new key does not open it.',
  replaces: renewedAccount,
  with: (account, keyHash) => ({ ...renewedAccount.proper(account, keyHash), failedAttempts: account.failedAttempts }),
})
