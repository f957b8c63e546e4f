import { partsToRead } from '../../adjustments/show-adjustments.ts'
import { defect } from '../defect.ts'

export const fetchedForWhoeverAsks = defect({
  name: 'fetched-for-whoever-asks',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Fetches the contents for everybody and hides them on the screen only.',
  replaces: partsToRead,
  with: () => ({ flags: true }),
})
