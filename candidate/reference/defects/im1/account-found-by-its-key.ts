import { accountNamed, hashOf } from '../../im1/accounts.ts'
import { accountFor } from '../../im1/link.ts'
import { defect } from '../defect.ts'

export const accountFoundByItsKey = defect({
  name: 'account-found-by-its-key',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Looks an account up by its key: there is one thing less to know.',
  replaces: accountFor,
  with: (services, _accountId, linkageKey) => {
    const row = services.database.one<{ account_id: string }>('SELECT account_id FROM online_account WHERE key_hash = ?', hashOf(linkageKey))
    return row && accountNamed(services, row.account_id)
  },
})
