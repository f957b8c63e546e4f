import { isLocked } from '../../im1/link.ts'
import { defect } from '../defect.ts'

export const attemptsNotCounted = defect({
  name: 'attempts-not-counted',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Lets anybody try as many keys as they like.',
  replaces: isLocked,
  with: () => false,
})
