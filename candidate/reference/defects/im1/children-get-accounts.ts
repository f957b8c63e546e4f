import { whyNoAccount } from '../../im1/accounts.ts'
import { defect } from '../defect.ts'

export const childrenGetAccounts = defect({
  name: 'children-get-accounts',
  requirement: 'TIF-IM1-01',
  story: 'Hands a key to whoever is on the list, children included.',
  replaces: whyNoAccount,
  with: (patient, today) => {
    const why = whyNoAccount.proper(patient, today)
    return why?.startsWith('Under') ? undefined : why
  },
})
