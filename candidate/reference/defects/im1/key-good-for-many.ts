import { linkedAccount } from '../../im1/link.ts'
import { defect } from '../defect.ts'

export const keyGoodForMany = defect({
  name: 'key-good-for-many',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Leaves a key good after an app was linked: the letter in the drawer opens the account for ever.',
  replaces: linkedAccount,
  with: ({ keyHash }) => ({ state: 'linked' as const, failedAttempts: 0, keyHash }),
})
