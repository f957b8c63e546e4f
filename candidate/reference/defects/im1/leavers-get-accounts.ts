import { whyNoAccount } from '../../im1/accounts.ts'
import { defect } from '../defect.ts'

export const leaversGetAccounts = defect({
  name: 'leavers-get-accounts',
  requirement: 'TIF-IM1-01',
  story: 'Hands a key to whoever has a record here, whether or not they are patients still.',
  replaces: whyNoAccount,
  with: () => undefined,
})
