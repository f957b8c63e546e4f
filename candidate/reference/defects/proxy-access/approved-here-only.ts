import { approve } from '../../proxy-access/change-proxies.ts'
import { defect } from '../defect.ts'

export const approvedHereOnly = defect({
  name: 'approved-here-only',
  requirement: 'E00206',
  story: 'Notes the approval in its own books, and leaves the national role waiting.',
  replaces: approve,
  with: async () => {},
})
