import { renewedAccount } from '../../im1/accounts.ts'
import { defect } from '../defect.ts'

export const firstKeyStaysGood = defect({
  name: 'first-key-stays-good',
  requirement: 'TIF-IM1-01',
  story: 'Keeps the first key of an account, whatever is handed out after it: a letter that went astray is good for ever.',
  replaces: renewedAccount,
  with: (account, keyHash) => ({ ...renewedAccount.proper(account, keyHash), keyHash: account.keyHash ?? keyHash }),
})
