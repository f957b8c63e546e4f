import { isInForce } from '../../proxy-access/acting-for.ts'
import { defect } from '../defect.ts'

export const askingIsEnough = defect({
  name: 'asking-is-enough',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Looks whether there is a role, and not what state it is in: whoever has asked acts at once.',
  replaces: isInForce,
  with: (role, birthDate, now) => isInForce.proper({ ...role, status: role.status === 'proposed' ? 'active' : role.status }, birthDate, now),
})
